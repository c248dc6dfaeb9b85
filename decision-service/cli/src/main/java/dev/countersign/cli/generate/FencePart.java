package dev.countersign.cli.generate;

import dev.countersign.cli.generate.Report.Extent;
import dev.countersign.cli.generate.Report.ForRule;
import dev.countersign.cli.generate.fence.Asked;
import dev.countersign.cli.generate.fence.Denial;
import dev.countersign.cli.generate.fence.Fence;
import dev.countersign.cli.generate.fence.Meaning;
import dev.countersign.cli.generate.fence.Restriction;
import dev.countersign.cli.generate.fence.Spelled;
import dev.countersign.policy.language.Effect;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/** What a product can refuse by itself of what the policy denies. */
record FencePart(Fence fence, Asked asked) {

    List<ForRule> rules(List<Restriction> restrictions) {
        return restrictions.stream().map(this::rule).toList();
    }

    private ForRule rule(Restriction restriction) {
        return switch (restriction.meaning()) {
            case Meaning.ForTheHook hook ->
                    forRule(restriction, Extent.NOT_EXPRESSED, List.of(), hook.why());
            case Meaning.Denies denies -> rule(restriction, denies);
        };
    }

    private ForRule rule(Restriction restriction, Meaning.Denies denies) {
        var lines = new LinkedHashSet<String>();
        var missing = new LinkedHashSet<String>();
        for (Denial denial : denies.denials()) {
            switch (fence.spelled(denial, asked.root())) {
                case Spelled.Impossible impossible -> missing.add(impossible.why());
                case Spelled.Written written -> add(written, lines, missing);
            }
        }
        if (restriction.effect() == Effect.KILL && !lines.isEmpty()) {
            missing.add("the end of the session");
        }
        missing.remove("");
        Extent extent =
                lines.isEmpty()
                        ? Extent.NOT_EXPRESSED
                        : missing.isEmpty() ? Extent.EXACT : Extent.NARROWER;
        return forRule(restriction, extent, List.copyOf(lines), String.join("; ", missing));
    }

    private void add(
            Spelled.Written written, LinkedHashSet<String> lines, LinkedHashSet<String> missing) {
        var implied = new ArrayList<String>();
        for (Spelled.Line line : written.lines()) {
            if (asked.denies(line.samples())) {
                implied.add(line.text());
            } else {
                missing.add("the policy as a whole does not deny all that would be refused");
            }
        }
        lines.addAll(implied);
        missing.add(written.missing());
    }

    private static ForRule forRule(
            Restriction restriction, Extent extent, List<String> written, String missing) {
        return new ForRule(
                restriction.id(),
                restriction.effect().id(),
                restriction.source().toString(),
                extent,
                written,
                missing);
    }
}
