package dev.countersign.policy.language;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Reads {@code tests}. */
final class CaseForm {
    private final Section top;
    private final GivenForm calls;
    private final List<PolicyTest> tests = new ArrayList<>();

    CaseForm(Section top, GivenForm calls) {
        this.top = top;
        this.calls = calls;
        top.each(
                "tests",
                item ->
                        top.section("tests", item, List.of("name", "given", "expect"))
                                .ifPresent(this::test));
    }

    List<PolicyTest> tests() {
        return List.copyOf(tests);
    }

    private void test(Section form) {
        Optional<String> name = form.required("name");
        for (String key : List.of("given", "expect")) {
            if (!form.has(key)) {
                form.wrong("\"" + key + "\" is missing in tests");
            }
        }
        Optional<Given> given =
                form.value("given").flatMap(node -> calls.read("tests.given", node));
        Optional<Expectation> expect =
                form.section(
                                "expect",
                                List.of(
                                        "effect",
                                        "observed",
                                        "rule",
                                        "reason",
                                        "approval",
                                        "bypassable"))
                        .flatMap(this::expectation);
        if (name.isPresent() && given.isPresent() && expect.isPresent()) {
            tests.add(new PolicyTest(name.get(), given.get(), expect.get(), form.source()));
        }
    }

    private Optional<Expectation> expectation(Section form) {
        if (!form.has("effect")) {
            form.wrong("\"effect\" is missing in tests.expect");
        }
        Optional<Effect> observed = form.word("observed", Effect::byId, Words.EFFECTS);
        List<String> rules = form.texts("rule");
        Optional<String> reason = form.text("reason");
        List<Expectation.Panel> approval = approval(form);
        Optional<Boolean> bypassable = form.flag("bypassable");
        return form.word("effect", Effect::byId, Words.EFFECTS)
                .map(
                        effect ->
                                new Expectation(
                                        effect, observed, rules, reason, approval, bypassable));
    }

    private static List<Expectation.Panel> approval(Section form) {
        var panels = new ArrayList<Expectation.Panel>();
        form.each(
                "approval",
                item ->
                        form.section("tests.expect.approval", item, List.of("groups", "quorum"))
                                .ifPresent(panel -> panels.add(panel(panel))));
        return List.copyOf(panels);
    }

    private static Expectation.Panel panel(Section form) {
        if (form.keys().isEmpty()) {
            form.wrong("approval needs groups, quorum or both");
        }
        return new Expectation.Panel(
                Collections.unmodifiableSortedSet(new TreeSet<>(form.texts("groups"))),
                form.integer("quorum", 1));
    }
}
