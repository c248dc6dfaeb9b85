package dev.countersign.decision.decide;

/** Session, agent or key has ended since it was looked up; nothing was stored. Look again. */
final class Ended extends RuntimeException {
    Ended() {
        super("session, agent or key has ended", null, false, false);
    }
}
