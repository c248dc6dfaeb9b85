package dev.countersign.policy.language;

import dev.countersign.policy.condition.All;
import dev.countersign.policy.condition.Condition;
import dev.countersign.policy.condition.TimeIs;
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

    FullForm(Section top, ApprovalProfiles profiles, ApiNames names) {
        this.profiles = profiles;
        this.names = names;
        this.calendars = new CalendarForm(top);
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
        rule.refuse(
                "when",
                "\"when\" is not supported by this version; remove it, nothing would enforce it");
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
        Optional<TimeIs> time = calendars.of(rule);
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
                        and(match.get(), time),
                        List.copyOf(except),
                        bypass.orElse(true) && effect != Effect.KILL,
                        rule.flag("always_enforce").orElse(false),
                        rule.word("mode", PolicyFile::mode, List.of("enforce", "observe")),
                        approval,
                        rule.text("message"),
                        rule.texts("references"),
                        rule.source()));
    }

    private static Condition and(Condition match, Optional<TimeIs> time) {
        return time.<Condition>map(when -> new All(List.of(match, when))).orElse(match);
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
