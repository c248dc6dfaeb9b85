package dev.countersign.policy.language;

import dev.countersign.policy.condition.All;
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
    private final ApprovalProfiles profiles;
    private final ApiNames names;
    private final CalendarForm calendars;
    private final GivenForm calls;
    private final List<Rule> rules = new ArrayList<>();
    private final List<RuleExample> examples = new ArrayList<>();

    FullForm(Section top, ApprovalProfiles profiles, CalendarForm calendars, ApiNames names) {
        this.profiles = profiles;
        this.names = names;
        this.calendars = calendars;
        this.calls = new GivenForm(top);
        top.each("rules", item -> top.section("rules", item, KEYS).ifPresent(this::rule));
    }

    List<Rule> rules() {
        return rules;
    }

    List<RuleExample> examples() {
        return List.copyOf(examples);
    }

    private void rule(Section rule) {
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
        List<Condition> further = further(rule);
        if (id.isEmpty() || match.isEmpty()) {
            return;
        }
        examples(rule, id.get(), "match_examples", true);
        examples(rule, id.get(), "no_match_examples", false);
        rules.add(
                new Rule(
                        id.get(),
                        rule.text("title").orElse(id.get()),
                        effect,
                        and(match.get(), further),
                        List.copyOf(except),
                        bypass.orElse(true) && effect != Effect.KILL,
                        rule.flag("always_enforce").orElse(false),
                        rule.word("mode", PolicyFile::mode, List.of("enforce", "observe")),
                        approval,
                        rule.text("message"),
                        rule.texts("references"),
                        rule.source()));
    }

    /** The cheaper one first. */
    private List<Condition> further(Section rule) {
        var all = new ArrayList<Condition>();
        calendars.of(rule).ifPresent(all::add);
        WhenForm.of(rule).ifPresent(all::add);
        return all;
    }

    private static Condition and(Condition match, List<Condition> further) {
        if (further.isEmpty()) {
            return match;
        }
        var parts = new ArrayList<Condition>(further);
        parts.addFirst(match);
        return new All(List.copyOf(parts));
    }

    private void examples(Section rule, String id, String key, boolean matching) {
        rule.each(
                key,
                item ->
                        calls.read("rules." + key, item)
                                .ifPresent(
                                        given ->
                                                examples.add(
                                                        new RuleExample(
                                                                id,
                                                                given,
                                                                matching,
                                                                rule.errors().source(item)))));
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
