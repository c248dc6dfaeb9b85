package dev.countersign.policy.shell;

import dev.countersign.policy.action.Place;
import dev.countersign.policy.action.Wild;
import java.util.Optional;

/**
 * What runs through a pipe or stands on standard input.
 *
 * @param given whether there is anything but the agent's own terminal
 * @param text what is known of it, with the marks of {@link Wild}
 * @param remote whether it comes from another machine
 * @param file where it stands when it is a file as a whole
 */
record Flow(boolean given, String text, boolean remote, Optional<Place> file) {
    static final Flow NONE = new Flow(false, "", false, Optional.empty());
    static final String UNKNOWN = String.valueOf(Wild.ANYTHING);

    /** A number: one word without slashes. */
    static final String NUMBER = String.valueOf(Wild.STAR);

    static Flow of(String text) {
        return new Flow(true, text, false, Optional.empty());
    }

    /** What comes from another machine is not known. */
    static Flow ofAnotherMachine() {
        return new Flow(true, UNKNOWN, true, Optional.empty());
    }

    /** The whole content of a file. */
    static Flow ofFile(Place file, String text) {
        return new Flow(true, text, false, Optional.of(file));
    }

    /** The file that it is, where nothing is known of what stands in it. */
    Optional<Place> unreadFile() {
        return text.equals(UNKNOWN) ? file : Optional.empty();
    }

    boolean isKnown() {
        return given && !Wild.hasUnknown(text);
    }
}
