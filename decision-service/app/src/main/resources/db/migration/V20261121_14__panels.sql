-- Who must agree is a list of panels. What was ordered before had one.
update hold set held_order =
    jsonb_set(held_order::jsonb, '{requirement}',
        jsonb_build_object(
            'panels', jsonb_build_array(jsonb_build_object(
                'groups', held_order::jsonb #> '{requirement,groups}',
                'quorum', held_order::jsonb #> '{requirement,quorum}')),
            'ttl', held_order::jsonb #> '{requirement,ttl}',
            'step_up', false))::json
where held_order::jsonb #> '{requirement,groups}' is not null;
