package dev.countersign.decision.bundle;

import dev.countersign.decision.agent.Who;
import dev.countersign.decision.api.DecisionError;
import dev.countersign.runtime.Caller;
import dev.countersign.runtime.HttpError;
import dev.countersign.runtime.Refused;
import java.util.Optional;
import java.util.Set;

/** Who changes a policy. */
record Actor(Caller caller, Set<String> roles) {

    static Actor of(Who who) {
        return new Actor(who.caller(), who.roles());
    }

    String name() {
        return caller.name();
    }

    Optional<String> subject() {
        return caller instanceof Caller.Person person
                ? Optional.of(person.subject())
                : Optional.empty();
    }

    /** Whether it is the one who was recorded; names may change, subjects do not. */
    boolean is(String name, Optional<String> subject) {
        return name.equals(name()) || subject.isPresent() && subject.equals(subject());
    }

    /**
     * @throws Refused NOT_A_PERSON
     */
    Caller.Person requirePerson() {
        return switch (caller) {
            case Caller.Person person -> person;
            case Caller.Service service -> throw notAPerson();
            case Caller.Machine machine -> throw notAPerson();
        };
    }

    /**
     * @throws Refused FORBIDDEN
     */
    void requirePolicyAdmin() {
        if (!roles.contains("policy-admin")) {
            throw new Refused(
                    HttpError.FORBIDDEN,
                    "Nothing waits here to be confirmed, and only policy-admins change policies.");
        }
    }

    private Refused notAPerson() {
        return new Refused(
                DecisionError.NOT_A_PERSON, "'%s' is not a person.".formatted(caller.name()));
    }
}
