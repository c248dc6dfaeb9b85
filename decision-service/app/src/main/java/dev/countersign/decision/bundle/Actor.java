package dev.countersign.decision.bundle;

import dev.countersign.decision.agent.Who;
import dev.countersign.decision.api.DecisionError;
import dev.countersign.runtime.Caller;
import dev.countersign.runtime.HttpError;
import dev.countersign.runtime.Refused;
import java.util.Optional;
import java.util.Set;

/** Who changes a policy. */
public sealed interface Actor {

    /** Somebody, or something, that made a call. */
    record SignedIn(Caller caller, Set<String> roles) implements Actor {
        @Override
        public String name() {
            return caller.name();
        }

        @Override
        public Optional<String> subject() {
            return caller instanceof Caller.Person person
                    ? Optional.of(person.subject())
                    : Optional.empty();
        }
    }

    /**
     * The repository that this service is configured to take policies from. That makes it a
     * policy-admin and never a person: it asks for what needs two people, and confirms nothing.
     */
    record Source(String name) implements Actor {
        @Override
        public Optional<String> subject() {
            return Optional.empty();
        }

        @Override
        public Set<String> roles() {
            return Set.of("policy-admin");
        }
    }

    static Actor of(Who who) {
        return new SignedIn(who.caller(), who.roles());
    }

    String name();

    /** A person's, which never changes. */
    Optional<String> subject();

    Set<String> roles();

    /** Whether it is the one who was recorded; names may change, subjects do not. */
    default boolean is(String name, Optional<String> subject) {
        return name.equals(name()) || subject.isPresent() && subject.equals(subject());
    }

    /**
     * @throws Refused NOT_A_PERSON
     */
    default void requirePerson() {
        boolean person =
                switch (this) {
                    case SignedIn(Caller.Person someone, Set<String> roles) -> true;
                    case SignedIn(Caller.Service service, Set<String> roles) -> false;
                    case SignedIn(Caller.Machine machine, Set<String> roles) -> false;
                    case Source source -> false;
                };
        if (!person) {
            throw new Refused(
                    DecisionError.NOT_A_PERSON, "'%s' is not a person.".formatted(name()));
        }
    }

    /**
     * Agents and services do not even ask for what needs two people; the source does.
     *
     * @throws Refused NOT_A_PERSON
     */
    default void requireNoMachine() {
        switch (this) {
            case SignedIn caller -> caller.requirePerson();
            case Source source -> {}
        }
    }

    /**
     * @throws Refused FORBIDDEN
     */
    default void requirePolicyAdmin() {
        if (!roles().contains("policy-admin")) {
            throw new Refused(
                    HttpError.FORBIDDEN,
                    "Nothing waits here to be confirmed, and only policy-admins change policies.");
        }
    }
}
