package dev.countersign.cli;

/** What a script learns. */
final class ExitStatus {
    static final int FINE = 0;
    static final int FINDINGS = 1;

    /** Wrong usage, or something that cannot be read or reached. */
    static final int UNUSABLE = 2;

    private ExitStatus() {}
}
