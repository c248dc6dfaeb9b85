package dev.countersign.audit.api;

/**
 * One way in which an API refuses. Implemented by an enum per API; the enum's name is the stable
 * code that clients compare.
 */
public interface ErrorCode {

    String name();

    /** HTTP status, 400 to 599. */
    int status();

    /** What is wrong, one sentence for people, the same for every occurrence. */
    String title();

    /** What the caller can do about it, one sentence. */
    String next();
}
