package dev.countersign.policy.layer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.policy.Judged;
import dev.countersign.policy.action.Facts;
import dev.countersign.policy.action.Place;
import dev.countersign.policy.condition.Circumstances;
import dev.countersign.policy.evaluate.CompiledPolicy;
import dev.countersign.policy.evaluate.MatchedRule;
import dev.countersign.policy.evaluate.Verdict;
import dev.countersign.policy.language.ApprovalRequirement;
import dev.countersign.policy.language.Effect;
import dev.countersign.policy.match.PathPattern;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whatever a layer says, it opens nothing of those above it, and nothing outside its folder. */
class LayerLawsTest {
    private static final int SETS = 400;
    private static final int CALLS = 12;
    private static final List<String> EVERYWHERE = List.of("", "a", "a/b", "b");

    @Test
    void a_lower_layer_weakens_nothing_that_those_above_speak_of() {
        var random = new RandomLayers(1);
        for (int i = 0; i < SETS; i++) {
            String added = random.one(RandomLayers.NAMES);
            Map<String, String> before = above(added, random.files());
            Map<String, String> after = with(before, added, random.policy(added));
            CompiledPolicy compiled = compiled(before);
            CompiledPolicy compiledWithIt = compiled(after);
            for (int j = 0; j < CALLS; j++) {
                Facts call = random.call(EVERYWHERE);

                Verdict high = judge(compiled, call);
                Verdict both = judge(compiledWithIt, call);

                if (isByRuleOrStatedDefault(high)) {
                    assertThat(both.effect())
                            .as(told(after, added, call))
                            .isGreaterThanOrEqualTo(high.effect());
                    assertThat(high.bypassable() || !both.bypassable())
                            .as(told(after, added, call))
                            .isTrue();
                    assertApproversStay(high, both, told(after, added, call));
                }
            }
        }
    }

    private static void assertApproversStay(Verdict high, Verdict both, String told) {
        if (high.effect() != Effect.REQUIRE_APPROVAL || both.effect() != Effect.REQUIRE_APPROVAL) {
            return;
        }
        ApprovalRequirement before = high.approval().orElseThrow();
        ApprovalRequirement after = both.approval().orElseThrow();
        assertThat(after.ttl()).as(told).isLessThanOrEqualTo(before.ttl());
        assertThat(before.panels())
                .as(told)
                .allMatch(
                        panel ->
                                after.panels().stream()
                                        .anyMatch(
                                                other ->
                                                        other.groups().equals(panel.groups())
                                                                && other.quorum()
                                                                        >= panel.quorum()));
    }

    @Test
    void an_override_weakens_nothing_outside_its_folder() {
        var random = new RandomLayers(2);
        for (int i = 0; i < SETS; i++) {
            String added = random.one(RandomLayers.NAMES.subList(3, 6));
            String folder = added.substring(0, added.lastIndexOf('/'));
            Map<String, String> before = with(random.delegatingFiles(), added, null);
            Map<String, String> after = with(before, added, random.policy(added));
            CompiledPolicy compiled = compiled(before);
            CompiledPolicy compiledWithIt = compiled(after);
            List<String> elsewhere =
                    EVERYWHERE.stream().filter(one -> !Place.isWithin(one, folder)).toList();
            for (int j = 0; j < CALLS; j++) {
                Facts call = random.call(elsewhere);
                if (touches(call, folder)) {
                    continue;
                }

                Effect outside = judge(compiledWithIt, call).effect();

                assertThat(outside)
                        .as(told(after, added, call))
                        .isGreaterThanOrEqualTo(judge(compiled, call).effect());
            }
        }
    }

    private static boolean touches(Facts call, String folder) {
        return call.all().stream()
                .anyMatch(fact -> fact.show().contains(Judged.ROOT + "/" + folder + "/"));
    }

    @Test
    void what_one_layer_denies_by_a_rule_stays_denied() {
        var random = new RandomLayers(3);
        for (int i = 0; i < SETS; i++) {
            Map<String, String> files = random.files();
            for (String name : files.keySet()) {
                Facts call = random.call(EVERYWHERE);
                Verdict alone = judge(compiled(Map.of(name, files.get(name))), call);
                if (alone.effect() == Effect.DENY && isByRule(alone)) {
                    assertThat(judge(compiled(files), call).effect())
                            .as(told(files, name, call))
                            .isEqualTo(Effect.DENY);
                }
            }
        }
    }

    @Test
    void the_order_of_files_does_not_matter() {
        var random = new RandomLayers(4);
        for (int i = 0; i < SETS / 3; i++) {
            PolicySet read = PolicySet.read(random.delegatingFiles());
            var shuffled = new ArrayList<>(read.layers());
            Collections.shuffle(shuffled, new Random(i));
            Facts call = random.call(EVERYWHERE);

            Verdict one = CompiledPolicy.of(read).judge(call, Circumstances.in(Judged.ROOT));
            Verdict other =
                    CompiledPolicy.of(new PolicySet(shuffled))
                            .judge(call, Circumstances.in(Judged.ROOT));

            assertThat(other).isEqualTo(one);
        }
    }

    @Test
    void a_conflict_is_told_exactly_where_something_is_denied_above_and_allowed_below() {
        var random = new RandomLayers(5);
        for (int i = 0; i < SETS; i++) {
            String denied = random.path();
            String except = random.path();
            String allowed = random.path();
            var policies =
                    PolicySet.read(
                            Map.of(
                                    ".agent-policy.yml",
                                    "version: \"2.1\"\npermissions: {filesystem: {deny: [{pattern: \"%s\", except: [\"%s\"]}]}}"
                                            .formatted(denied, except),
                                    "a/.agent-policy.override.yml",
                                    "version: \"2.1\"\npermissions: {filesystem: {allow: [\"%s\"]}}"
                                            .formatted(allowed)));

            List<Conflict> conflicts = Conflicts.in(policies).conflicts();

            String told = denied + " but " + except + ", a/" + allowed + ": " + conflicts;
            assertThat(conflicts)
                    .as(told)
                    .allMatch(one -> isDenied(denied, except, one.example()))
                    .allMatch(one -> isAllowed(allowed, one.example()));
            for (int j = 0; j < 20; j++) {
                String path = "a/" + random.path().replaceAll("[*?\\[\\]]+", "c");
                if (isDenied(denied, except, path) && isAllowed(allowed, path)) {
                    assertThat(conflicts).as(told + " " + path).isNotEmpty();
                } else if (isAllowed(allowed, path)) {
                    assertThat(conflicts)
                            .as(told + " " + path)
                            .noneMatch(one -> one.extent() == Extent.WHOLE);
                }
            }
        }
    }

    /** As seen from the root folder: where it lies may make a pattern fit as well. */
    private static boolean isDenied(String pattern, String except, String path) {
        return new PathPattern(pattern).couldMatch(new Place(path, path), false, "")
                && !new PathPattern(except).surelyMatches(Place.of(path, Judged.ROOT), Judged.ROOT);
    }

    private static boolean isAllowed(String pattern, String path) {
        return new PathPattern(pattern)
                .surelyMatches(Place.of(path, Judged.ROOT), Judged.ROOT + "/a");
    }

    /** Those that stand above a name. */
    private static Map<String, String> above(String name, Map<String, String> files) {
        Layer lower = layer(name);
        return files.entrySet().stream()
                .filter(file -> layer(file.getKey()).isAbove(lower))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static Layer layer(String name) {
        return PolicySet.read(Map.of(name, "version: \"2.1\"\n")).layers().getFirst();
    }

    private static Map<String, String> with(Map<String, String> files, String name, String text) {
        var changed = new TreeMap<>(files);
        changed.remove(name);
        Stream.ofNullable(text).forEach(one -> changed.put(name, one));
        return changed;
    }

    private static CompiledPolicy compiled(Map<String, String> files) {
        return CompiledPolicy.of(PolicySet.read(files));
    }

    private static Verdict judge(CompiledPolicy policy, Facts call) {
        return policy.judge(call, Circumstances.in(Judged.ROOT));
    }

    private static boolean isByRuleOrStatedDefault(Verdict verdict) {
        return !verdict.decisive().isEmpty()
                && verdict.decisive().stream().noneMatch(LayerLawsTest::isShipped);
    }

    private static boolean isByRule(Verdict verdict) {
        return verdict.decisive().stream()
                .anyMatch(rule -> !isShipped(rule) && !rule.id().startsWith("default."));
    }

    private static boolean isShipped(MatchedRule rule) {
        return rule.source().startsWith("builtin/");
    }

    private static String told(Map<String, String> files, String added, Facts call) {
        return added + " " + files + "\n" + call.all();
    }
}
