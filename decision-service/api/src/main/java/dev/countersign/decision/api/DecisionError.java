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
