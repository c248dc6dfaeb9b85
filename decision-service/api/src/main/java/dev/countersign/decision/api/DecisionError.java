package dev.countersign.decision.api;

import dev.countersign.audit.api.ErrorCode;

/** How decision-service refuses. */
public enum DecisionError implements ErrorCode {
    NO_SUCH_CLIENT(
            404,
            "There is no agent product of that name.",
            "Use one that the detail lists, or the vendor-neutral POST /v1/decisions."),
    NO_SUCH_DECISION(404, "There is no such decision.", "Check the identifier and who you are."),
    NO_SUCH_AGENT(404, "There is no such agent.", "Look it up in GET /v1/agents."),
    NO_SUCH_SESSION(404, "There is no such session.", "Look it up in GET /v1/sessions."),
    NO_SUCH_POLICY(404, "There is no such policy.", "Look it up in GET /v1/policies."),
    NO_SUCH_PERSON(
            422,
            "Operator and owner of an agent are people whom Keycloak knows.",
            "Use the user name of one enabled account, as Keycloak shows it."),
    INVALID_ORDER(400, "A value is missing or out of range.", "Correct what the detail names."),
    NOT_AN_AGENT(
            403,
            "Only registered agents propose calls.",
            "Use an agent's key, or register the client's name as an agent."),
    AGENT_EXISTS(
            409,
            "An agent of that name is registered.",
            "Choose another name, or issue a further key to that one."),
    AGENT_REVOKED(409, "That agent was revoked.", "Register a new one."),
    INVALID_POLICY(
            422,
            "The policy has errors; nothing was stored.",
            "Correct what 'errors' lists, by line and column."),
    INVALID_BUNDLE(
            422,
            "The bundle is not what a trusted key has signed; nothing was stored.",
            "Sign the files again with a key that is trusted here (agent-policy sign)."),
    NOBODY_COULD_APPROVE(
            422,
            "Some rules ask for an approval that nobody could give; nothing was changed.",
            "Correct the groups and quorums that 'errors' lists, or who is in the groups."),
    REVISION_TOO_LOW(
            409,
            "A policy of this name was in force here with a higher revision, or with the same one and other content.",
            "To come back to an older text, upload it with a new, higher metadata.revision."),
    POLICY_UNSIGNED(
            409,
            "Only policies in a bundle that a trusted key has signed are put in force here.",
            "Sign it (agent-policy sign) and upload the bundle."),
    NOT_IN_FORCE(409, "The policy is not in force.", "Look at GET /v1/policies/active."),
    NOTHING_WAITS(
            409,
            "No such change waits for a second person.",
            "Look at the policy again; what was in force may have changed meanwhile."),
    SECOND_PERSON(
            403,
            "This change needs two different people, and you are not the second.",
            "Ask another policy-admin or security-reviewer, who neither uploaded it nor asked for the change."),
    NOT_A_PERSON(
            403,
            "Only people change what is in force for these agents; agents and service accounts never do.",
            "Sign in as a person."),
    NO_SOURCE(
            404,
            "Policies are not taken from a Git repository here.",
            "Set countersign.policy.git.url, and for calls of the repository's host a webhook secret."),
    SOURCE_UNREACHABLE(
            503,
            "The repository that policies are taken from cannot be read.",
            "Look at its address, its branch and what the token may read; it is tried again by itself."),
    SOURCE_REWRITTEN(
            409,
            "The branch's newest commit does not follow the one that was taken last.",
            "Push one that does, or let a policy-admin accept this one: POST /v1/policies/git/pull?accepting=…"),
    SOURCE_UNFIT(
            422,
            "The commit holds something that no policy is taken from.",
            "Correct what the detail names, and push."),
    REPLAY_RUNNING(
            429, "Recorded calls are replayed one request at a time.", "Try again in a minute."),
    SUPERSEDED(
            409,
            "The same call is waiting again elsewhere.",
            "Only the newest one that waits is released."),
    NOT_DURABLE(
            503,
            "The decision could not be made durable, so it was not given.",
            "Nothing ran; try again shortly.");

    private final int status;
    private final String title;
    private final String next;

    DecisionError(int status, String title, String next) {
        this.status = status;
        this.title = title;
        this.next = next;
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public String next() {
        return next;
    }
}
