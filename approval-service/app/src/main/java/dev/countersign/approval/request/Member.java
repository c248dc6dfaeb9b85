package dev.countersign.approval.request;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A person as the identity provider knows them at this moment. Never an agent or a service account.
 *
 * @param subject the identity provider's stable identifier
 * @param name user name
 * @param enabled whether the account may sign in
 * @param roles realm roles in effect: direct, through groups and through other roles
 * @param groups paths of the groups without the leading slash; a top-level group's is its name
 */
public record Member(
        String subject,
        String name,
        Optional<String> email,
        boolean enabled,
        Set<String> roles,
        Set<String> groups) {

    public Member {
        roles = Set.copyOf(roles);
        groups = Set.copyOf(groups);
    }

    /** Whether a text that names a person, in whichever way, names this one. */
    public boolean answersTo(String reference) {
        String wanted = reference.strip();
        return name.equalsIgnoreCase(wanted)
                || subject.equalsIgnoreCase(wanted)
                || email.filter(wanted::equalsIgnoreCase).isPresent();
    }

    public boolean inAnyOf(List<String> wanted) {
        return wanted.stream().anyMatch(groups::contains);
    }

    public boolean holdsAnyOf(Set<String> wanted) {
        return wanted.stream().anyMatch(roles::contains);
    }
}
