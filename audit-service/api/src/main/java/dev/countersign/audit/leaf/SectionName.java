package dev.countersign.audit.leaf;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The parts of an event that may be personal or secret. */
public enum SectionName {
    /** Who: the operator, the agent's name, the person that acted. */
    ACTOR,
    /** What a call was to do: arguments, working directory, files, hosts. */
    INPUT,
    /** What a call returned. */
    OUTPUT,
    /** Free text of a person or a policy. */
    REASON,
    /** Anything else that surrounds it: a policy's difference, the agent's own session name. */
    CONTEXT;

    /** The name as it is hashed and sent, such as {@code actor}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<SectionName> of(String text) {
        return Arrays.stream(values()).filter(name -> name.text().equals(text)).findFirst();
    }
}
