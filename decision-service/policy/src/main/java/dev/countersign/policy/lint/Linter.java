package dev.countersign.policy.lint;

import dev.countersign.policy.language.Policy;
import dev.countersign.policy.language.Rule;
import dev.countersign.policy.layer.PolicySet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Looks through one policy that loads. Bounded by the size of the file; no I/O. */
public final class Linter {
    private Linter() {}

    /**
     * Everything that is worth a look, in the order of the file.
     *
     * @param yaml the text that the policy was read from
     */
    public static List<Finding> lint(Policy policy, String yaml) {
        var document = new Document(policy.name(), yaml);
        var probes = new Probes(policy);
        var findings = new ArrayList<Finding>();
        findings.addAll(new BroadAllows(policy, probes).findings());
        findings.addAll(new OverlappingRules(policy, document, probes).findings());
        findings.addAll(new Contradictions(policy).findings());
        findings.addAll(new SoftenedPacks(policy, probes).findings());
        findings.addAll(new Names(document).findings());
        findings.addAll(new FolderItself(document).findings());
        findings.addAll(new UntestedDenials(policy).findings());
        findings.addAll(OldVersion.findings(policy, document));
        findings.sort(
                Comparator.<Finding>comparingInt(finding -> finding.source().line())
                        .thenComparingInt(finding -> finding.source().column())
                        .thenComparing(Finding::check));
        return List.copyOf(findings);
    }

    /**
     * What is worth a look between policies that hold together, layer by layer.
     *
     * @param texts what the policies were read from, by their names
     */
    public static List<Finding> between(PolicySet policies, Map<String, String> texts) {
        var findings = new ArrayList<Finding>();
        findings.addAll(new ConflictFindings(policies).findings());
        findings.addAll(new Overruled(policies, texts).findings());
        return List.copyOf(findings);
    }

    /** The rules that stand in the file itself, not in a pack. */
    static Stream<Rule> own(Policy policy) {
        return policy.rules().stream().filter(rule -> policy.wrote(rule.source()));
    }
}
