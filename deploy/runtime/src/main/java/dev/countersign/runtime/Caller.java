package dev.countersign.runtime;

import java.util.Set;

/**
 * Who makes a call, by kind. Only a {@link Person} may vote, grant or bypass, whatever roles the
 * others hold.
 */
public sealed interface Caller {

    /** Name to show and to record. */
    String name();

    /**
     * A human who signed in.
     *
     * @param subject the identity provider's stable identifier
     * @param name user name
     */
    record Person(String subject, String name, Set<String> roles) implements Caller {}

    /** One of our own services, by its client identifier. */
    record Service(String name) implements Caller {}

    /** Anything else that has credentials: an agent or a foreign client. Never a person. */
    record Machine(String name) implements Caller {}
}
