package dev.countersign.ui;

import dev.countersign.approval.api.BypassView;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What every page shows around its own content.
 *
 * @param person user name of who is signed in; empty if nobody is
 * @param live the bypasses in force; empty if that is not known yet, and the page asks then
 * @param theme light or dark; empty if the browser decides
 */
public record Frame(
        String person,
        Set<String> roles,
        Section section,
        Optional<List<BypassView>> live,
        String theme) {

    public boolean isThemed() {
        return !theme.isEmpty();
    }

    public boolean mayAskForBypass() {
        return roles.contains("on-call");
    }

    /** The entries of the navigation that this person has a use for. */
    public List<Section> sections() {
        return Arrays.stream(Section.values()).filter(entry -> entry.isFor(roles)).toList();
    }

    public boolean signedIn() {
        return !person.isEmpty();
    }

    /** Every role that people have in the realm, in words. */
    public String rolesInWords() {
        List<String> known =
                roles.stream().filter(Section.ROLES_OF_PEOPLE::contains).sorted().toList();
        return known.isEmpty() ? "no role" : String.join(", ", known);
    }
}
