package dev.countersign.policy.shell;

import dev.countersign.policy.action.Wild;

/**
 * The file name that stands for {@code <( )}: nothing on the disk. Its text is remembered in the
 * name while it is known.
 */
final class ProcessFile {
    /** With a sign after it that no file name has. */
    private static final String START = "/dev/fd/" + Wild.PIPE;

    private static final int LONGEST = 10_000;

    private ProcessFile() {}

    static String of(String output) {
        return START + (output.length() > LONGEST ? Flow.UNKNOWN : output);
    }

    static boolean is(String path) {
        return path.startsWith(START);
    }

    static String output(String path) {
        return path.substring(START.length());
    }
}
