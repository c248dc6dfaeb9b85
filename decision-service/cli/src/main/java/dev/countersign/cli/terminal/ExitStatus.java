package dev.countersign.cli.terminal;

/** What a script learns. */
public final class ExitStatus {
    public static final int FINE = 0;
    public static final int FINDINGS = 1;

    /** Wrong usage, or something that cannot be read or reached. */
    public static final int UNUSABLE = 2;

    private ExitStatus() {}
}
