package dev.countersign.policy.language;

import dev.countersign.policy.condition.Condition;
import dev.countersign.policy.condition.Condition.Kind;
import dev.countersign.policy.condition.Unlisted;
import dev.countersign.policy.match.PathPattern;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What the override of a folder cannot say, because it is not about the files in it. */
final class OverrideForm {
    private static final List<String> OF_THE_ROOT =
            List.of(
                    "agent_id",
                    "agents",
                    "extends",
                    "session_scope",
                    "policies",
                    "credentials",
                    "apis",
                    "alerts",
                    "audit",
                    "bypass");
    private static final List<String> LIMITS_OF_THE_ROOT =
            List.of("max_actions_per_minute", "protected_branches");
    private static final Set<Kind> IN_NO_FOLDER =
            Set.of(Kind.EGRESS, Kind.MCP, Kind.API, Kind.CREDENTIAL, Kind.OPAQUE);

    private OverrideForm() {}

    static void refuseForeignKeys(Section top) {
        OF_THE_ROOT.forEach(key -> refuse(top, key));
        top.section(
                        "constraints",
                        List.of(
                                "max_files_per_action",
                                "max_actions_per_minute",
                                "protected_branches",
                                "require_human_approval"))
                .ifPresent(limits -> LIMITS_OF_THE_ROOT.forEach(key -> refuse(limits, key)));
    }

    private static void refuse(Section section, String key) {
        section.refuse(
                key,
                "\""
                        + key
                        + "\" belongs to the root policy; an override speaks of the files in its folder");
    }

    static void refuseForeignRules(List<Rule> rules, Errors errors) {
        for (Rule rule : rules) {
            if (isOfTheRoot(rule)) {
                continue;
            }
            if (opensWhatLiesInNoFolder(rule)) {
                errors.at(
                        rule.source(),
                        "an override can allow only what touches files in its folder; this belongs to"
                                + " the root policy");
            }
            Stream.concat(Stream.of(rule.match()), rule.except().stream())
                    .flatMap(Condition::paths)
                    .filter(OverrideForm::leadsOut)
                    .map(PathPattern::source)
                    .distinct()
                    .forEach(
                            pattern ->
                                    errors.at(
                                            rule.source(),
                                            "\""
                                                    + pattern
                                                    + "\" leads out of the override's folder, where its patterns are"
                                                    + " anchored"));
        }
    }

    /** What comes from a key that is refused already, or says again what another rule says. */
    private static boolean isOfTheRoot(Rule rule) {
        return rule.source().file().startsWith("builtin/")
                || rule.id().startsWith("session_scope.")
                || rule.match() instanceof Unlisted;
    }

    /** Hosts and servers that a closed list names are its exceptions, not openings. */
    private static boolean opensWhatLiesInNoFolder(Rule rule) {
        boolean named =
                rule.id().equals("permissions.network.exceptions")
                        || rule.id().startsWith("permissions.mcp.");
        return rule.effect() == Effect.ALLOW
                && !named
                && IN_NO_FOLDER.containsAll(rule.match().kinds());
    }

    private static boolean leadsOut(PathPattern pattern) {
        return !pattern.isRelative() || List.of(pattern.source().split("/")).contains("..");
    }
}
