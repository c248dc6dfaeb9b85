package dev.countersign.policy.shell;

import dev.countersign.policy.action.Opacity;

/** Reading cannot go on; caught where the text began, so that what was read before is kept. */
final class Trouble extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Opacity reason;

    Trouble(Opacity reason) {
        super(reason.because(), null, false, false);
        this.reason = reason;
    }

    Opacity reason() {
        return reason;
    }
}
