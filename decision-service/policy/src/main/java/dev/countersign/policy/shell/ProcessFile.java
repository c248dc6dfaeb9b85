package dev.countersign.policy.shell;

import dev.countersign.policy.action.Wild;

/**
 * The file name that stands for {@code <( )}: nothing on the disk. Its text is remembered in the
 * name while it is known.
 */
final class ProcessFile {
    private static final String START = "/dev/fd/";

    private ProcessFile() {}

    static String of(String output) {
        return START
                + (Wild.hasUnknown(output) || output.length() > 10_000 ? Flow.UNKNOWN : output);
    }

    static boolean is(String path) {
        return path.startsWith(START)
                && path.length() > START.length()
                && !Character.isDigit(path.charAt(START.length()));
    }

    static String output(String path) {
        return path.substring(START.length());
    }
}
