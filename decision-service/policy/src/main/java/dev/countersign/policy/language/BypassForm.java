package dev.countersign.policy.language;

import java.util.List;
import java.util.Optional;

/** Reads {@code bypass} of a policy. */
final class BypassForm {
    private static final List<String> ROLES =
            List.of("on-call", "approver", "security-reviewer", "policy-admin");

    private BypassForm() {}

    static BypassTerms read(Section top) {
        return top.section(
                        "bypass",
                        List.of(
                                "max_duration",
                                "approvers",
                                "min_reason",
                                "require_incident",
                                "review_within"))
                .map(BypassForm::terms)
                .orElse(BypassTerms.NONE);
    }

    private static BypassTerms terms(Section bypass) {
        Optional<Section> approvers = bypass.section("approvers", List.of("role", "quorum"));
        return new BypassTerms(
                Durations.read(bypass, "max_duration"),
                approvers.flatMap(
                        who ->
                                who.word(
                                        "role",
                                        word ->
                                                ROLES.contains(word)
                                                        ? Optional.of(word)
                                                        : Optional.empty(),
                                        ROLES)),
                approvers
                        .map(who -> who.integer("quorum", 1))
                        .orElse(java.util.OptionalInt.empty()),
                bypass.integer("min_reason", 1),
                bypass.flag("require_incident").orElse(false),
                Durations.read(bypass, "review_within"));
    }
}
