package dev.countersign.decision.decide;

/** The session remembers more than when the call was judged; nothing was stored. Judge it again. */
final class Stale extends RuntimeException {

    private final long revision;

    /**
     * @param revision the present one of the session
     */
    Stale(long revision) {
        super("the session has changed", null, false, false);
        this.revision = revision;
    }

    long revision() {
        return revision;
    }
}
