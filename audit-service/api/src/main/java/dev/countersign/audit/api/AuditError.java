package dev.countersign.audit.api;

/** How audit-service refuses. */
public enum AuditError implements ErrorCode {
    NO_SUCH_EVENT(404, "There is no such event, or you may not see it.", "Check the identifier."),
    INVALID_QUERY(
            400, "A condition of the search is not of its form.", "Correct what the detail names."),
    NOT_A_BATCH(
            400,
            "The body is not a batch of CloudEvents.",
            "Send a JSON array of at most 1,000 events and 4 MiB."),
    NOT_A_PRODUCER(
            403,
            "Only services that are registered as producers write to the audit log.",
            "Use the service's own client credentials and add it to countersign.audit.producers."),
    NOT_YET_PUBLISHED(
            409,
            "The event is recorded, and no published checkpoint covers it yet.",
            "Ask again in a second."),
    LOG_BEHIND(
            503,
            "The log takes no more events until it has integrated those it has.",
            "Keep the events and send them again after the time in Retry-After."),
    LOG_FROZEN(
            503,
            "The log is frozen, because what is stored contradicts what was signed.",
            "Keep the events; have an operator compare the two checkpoints that /q/health shows.");

    private final int status;
    private final String title;
    private final String next;

    AuditError(int status, String title, String next) {
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
