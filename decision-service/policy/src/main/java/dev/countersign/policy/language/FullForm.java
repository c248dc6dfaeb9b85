package dev.countersign.policy.language;

import dev.countersign.policy.condition.Condition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads {@code rules}. */
final class FullForm {
    private static final List<String> KEYS =
            List.of(
                    "id",
                    "title",
                    "effect",
                    "approval",
                    "match",
                    "except",
                    "time",
                    "when",
                    "bypass",
                    "always_enforce",
                    "mode",
                    "message",
                    "references",
                    "match_examples",
                    "no_match_examples");
    private static final List<String> NOT_YET =
            List.of("time", "when", "match_examples", "no_match_examples");

    private final ApprovalProfiles profiles;
    private final ApiNames names;
    private final List<Rule> rules = new ArrayList<>();

    FullForm(Section top, ApprovalProfiles profiles, ApiNames names) {
        this.profiles = profiles;
        this.names = names;
        top.each("rules", item -> top.section("rules", item, KEYS).ifPresent(this::rule));
    }

    List<Rule> rules() {
        return rules;
    }

    private void rule(Section rule) {
        for (String key : NOT_YET) {
            rule.refuse(
                    key,
                    "\""
                            + key
                            + "\" is not supported by this version; remove it, nothing would enforce it");
        }
        Optional<String> id = rule.required("id");
        Effect effect = effect(rule);
        Optional<Condition> match = match(rule);
        var except = new ArrayList<Condition>();
        rule.each("except", item -> condition(rule, "except", item).ifPresent(except::add));
        Optional<ApprovalRequirement> approval = profiles.of(rule);
        if (approval.isPresent() && effect != Effect.REQUIRE_APPROVAL) {
            rule.wrong("approval", "approval belongs to a rule with effect: require_approval");
        }
        Optional<Boolean> bypass =
                rule.word(
                        "bypass",
                        word -> word.equals("never") ? Optional.of(false) : Optional.empty(),
                        List.of("never"));
        if (id.isEmpty() || match.isEmpty()) {
            return;
        }
        rules.add(
                new Rule(
                        id.get(),
                        rule.text("title").orElse(id.get()),
                        effect,
                        match.get(),
                        List.copyOf(except),
                        bypass.orElse(true) && effect != Effect.KILL,
                        rule.flag("always_enforce").orElse(false),
                        rule.word("mode", PolicyFile::mode, List.of("enforce", "observe")),
                        approval,
                        rule.text("message"),
                        rule.texts("references"),
                        rule.source()));
    }

    private static Effect effect(Section rule) {
        if (!rule.has("effect")) {
            rule.wrong("\"effect\" is missing in rules");
        }
        return rule.word("effect", Effect::byId, Words.EFFECTS).orElse(Effect.DENY);
    }

    private Optional<Condition> match(Section rule) {
        Optional<Node> match = rule.value("match");
        if (match.isEmpty()) {
            rule.wrong("\"match\" is missing in rules");
        }
        return match.flatMap(node -> condition(rule, "match", node));
    }

    private Optional<Condition> condition(Section rule, String path, Node node) {
        return rule.section(path, node, MatchForm.KEYS)
                .map(match -> new MatchForm(match, names).condition());
    }
}
