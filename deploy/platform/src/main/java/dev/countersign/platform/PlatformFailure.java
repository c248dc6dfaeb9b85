package dev.countersign.platform;

/** Something the person in front of the platform can act on; the message is all they need. */
public final class PlatformFailure extends RuntimeException {
    public PlatformFailure(String message) {
        super(message);
    }

    public PlatformFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
