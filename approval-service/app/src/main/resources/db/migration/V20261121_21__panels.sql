-- Who must agree is a list of panels. What was ordered before had one.
update approval_request set ordered =
    jsonb_set(ordered::jsonb, '{requirement}',
        jsonb_build_object(
            'panels', jsonb_build_array(jsonb_build_object(
                'groups', ordered::jsonb #> '{requirement,groups}',
                'quorum', ordered::jsonb #> '{requirement,quorum}')),
            'ttl', ordered::jsonb #> '{requirement,ttl}',
            'step_up', false))::text
where ordered::jsonb #> '{requirement,groups}' is not null;

-- The panels on which somebody sat when they voted, counted from 0.
alter table vote add column panels integer[] not null default '{0}';
alter table vote alter column panels drop default;
