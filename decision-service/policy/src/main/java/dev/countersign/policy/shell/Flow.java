package dev.countersign.policy.shell;

import dev.countersign.policy.action.Wild;

/**
 * What runs through a pipe or stands on standard input.
 *
 * @param given whether there is anything but the agent's own terminal
 * @param text what is known of it, with the marks of {@link Wild}
 * @param remote whether it comes from another machine
 */
record Flow(boolean given, String text, boolean remote) {
    static final Flow NONE = new Flow(false, "", false);
    static final String UNKNOWN = String.valueOf(Wild.ANYTHING);

    /** A number: one word without slashes. */
    static final String NUMBER = String.valueOf(Wild.STAR);

    static Flow of(String text) {
        return new Flow(true, text, false);
    }

    boolean isKnown() {
        return given && !Wild.hasUnknown(text);
    }
}
