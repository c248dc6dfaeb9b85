package dev.countersign.approval.request;

import java.util.Optional;
import java.util.Set;

/** People as a directory would describe them. */
public final class People {

    private People() {}

    /** Enabled, approver, in the group approvers. */
    public static Member approver(String name) {
        return person(name, Set.of("approver"), Set.of("approvers"));
    }

    public static Member person(String name, Set<String> roles, Set<String> groups) {
        return new Member(
                "subject-of-" + name,
                name,
                Optional.of(name + "@example.com"),
                true,
                roles,
                groups,
                Optional.empty());
    }

    public static Member disabled(Member person) {
        return new Member(
                person.subject(),
                person.name(),
                person.email(),
                false,
                person.roles(),
                person.groups(),
                person.signedInAt());
    }
}
