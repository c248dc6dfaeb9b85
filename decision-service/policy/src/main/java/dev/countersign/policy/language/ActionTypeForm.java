package dev.countersign.policy.language;

import dev.countersign.policy.action.Reach;
import dev.countersign.policy.condition.All;
import dev.countersign.policy.condition.Certainly;
import dev.countersign.policy.condition.Condition;
import dev.countersign.policy.condition.ReachIs;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/**
 * Lowers {@code policies} to rules.
 *
 * <p>Nothing lifts the end of a session, so {@code kill} needs certainty; what only may be of the
 * kind is denied.
 */
final class ActionTypeForm {
    private static final String MISMATCH = "credential_scope_mismatch";

    private final ApiNames names;
    private final ScopeForm scope;
    private final List<Rule> rules = new ArrayList<>();

    ActionTypeForm(Section top, ApiNames names, ScopeForm scope) {
        this.names = names;
        this.scope = scope;
        top.section("policies", List.of("kill", "control")).ifPresent(this::policies);
    }

    List<Rule> rules() {
        return rules;
    }

    private void policies(Section policies) {
        policies.each(
                "kill",
                item ->
                        policies.section("policies.kill", item, List.of("action_type", MISMATCH))
                                .ifPresent(this::kill));
        policies.each(
                "control",
                item ->
                        policies.section(
                                        "policies.control",
                                        item,
                                        List.of("action_type", "require_hitl"))
                                .ifPresent(this::control));
    }

    private void kill(Section entry) {
        if (entry.keys().size() != 1) {
            entry.wrong("give action_type or " + MISMATCH);
        }
        if (entry.has(MISMATCH)) {
            mismatch(entry);
            return;
        }
        type(entry)
                .ifPresent(
                        type ->
                                condition(entry, type)
                                        .ifPresent(
                                                match -> {
                                                    kill(
                                                            type.id(),
                                                            type.title(),
                                                            match,
                                                            entry.source());
                                                    perhaps(type, match, entry.source());
                                                }));
    }

    private void kill(String what, String title, Condition match, Source source) {
        Condition certain =
                new All(
                        List.of(
                                new Certainly(match),
                                new ReachIs(EnumSet.complementOf(EnumSet.of(Reach.How.POSSIBLE)))));
        rules.add(Rule.simple("policies.kill[" + what + "]", title, Effect.KILL, certain, source));
    }

    private void perhaps(ActionType type, Condition match, Source source) {
        rules.add(
                Rule.simple(
                        "policies.kill[" + type.id() + "].perhaps",
                        "Perhaps: " + type.title(),
                        Effect.DENY,
                        match,
                        source));
    }

    /** What only may be a mismatch is denied by the rule that is there in any case. */
    private void mismatch(Section entry) {
        Optional<Boolean> wanted = entry.flag(MISMATCH);
        if (wanted.isPresent() && !wanted.get()) {
            entry.wrong(MISMATCH, "leave " + MISMATCH + " out to only deny");
        } else if (!scope.canMismatch()) {
            entry.wrong(
                    MISMATCH,
                    "nothing can mismatch: give credentials with issued_for, or with environments beside those of session_scope.domain");
        } else {
            kill(
                    MISMATCH,
                    "Credentials that are not for this session",
                    scope.mismatch(),
                    entry.source());
        }
    }

    private void control(Section entry) {
        if (!entry.has("action_type")) {
            entry.wrong("\"action_type\" is missing in policies.control");
        }
        if (!entry.flag("require_hitl").orElse(false)) {
            entry.wrong("say require_hitl: true, or leave the entry out: nothing would enforce it");
        }
        type(entry)
                .ifPresent(
                        type ->
                                condition(entry, type)
                                        .ifPresent(
                                                match ->
                                                        rules.add(
                                                                Rule.simple(
                                                                        "policies.control["
                                                                                + type.id()
                                                                                + "]",
                                                                        type.title(),
                                                                        Effect.REQUIRE_APPROVAL,
                                                                        match,
                                                                        entry.source()))));
    }

    private static Optional<ActionType> type(Section entry) {
        return entry.word("action_type", ActionType::byId, ActionType.IDS);
    }

    private Optional<Condition> condition(Section entry, ActionType type) {
        Optional<Condition> condition = type.condition(names);
        if (condition.isEmpty()) {
            entry.wrong(
                    "action_type",
                    "nothing that this policy declares can be a "
                            + type.id()
                            + "; see apis and credentials");
        }
        return condition;
    }
}
