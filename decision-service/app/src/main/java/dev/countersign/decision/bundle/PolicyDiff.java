package dev.countersign.decision.bundle;

import dev.countersign.decision.LineDiff;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What differs between sets of policy files, unified, file by file; empty if nothing does. */
final class PolicyDiff {

    private PolicyDiff() {}

    static String of(Map<String, String> before, Map<String, String> after) {
        SortedSet<String> paths = new TreeSet<>(before.keySet());
        paths.addAll(after.keySet());
        return paths.stream()
                .map(path -> ofFile(path, before.get(path), after.get(path)))
                .filter(diff -> !diff.isEmpty())
                .collect(Collectors.joining("\n"));
    }

    /** What activating the policy would change, for each policy that it would replace. */
    static String ofActivating(StoredPolicy policy) {
        return byReplaced(policy.scopes()).entrySet().stream()
                .map(
                        there ->
                                titled(
                                        there.getValue(),
                                        of(
                                                filesOf(there.getKey(), there.getValue()),
                                                only(there.getValue(), policy.files()))))
                .filter(diff -> !diff.isEmpty())
                .collect(Collectors.joining("\n"));
    }

    static String ofDeactivating(StoredPolicy policy) {
        Collection<Scope> scopes =
                PolicyActivation.of(policy.id).stream().map(PolicyActivation::scope).toList();
        return titled(scopes, of(only(scopes, policy.files()), Map.of()));
    }

    private static SortedMap<String, List<Scope>> byReplaced(Collection<Scope> scopes) {
        return scopes.stream()
                .collect(
                        Collectors.groupingBy(
                                scope ->
                                        PolicyActivation.in(scope)
                                                .map(there -> there.policyId)
                                                .orElse(""),
                                TreeMap::new,
                                Collectors.toList()));
    }

    private static Map<String, String> filesOf(String policyId, Collection<Scope> scopes) {
        return policyId.isEmpty()
                ? Map.of()
                : only(
                        scopes,
                        StoredPolicy.require(new dev.countersign.audit.api.PolicyId(policyId))
                                .files());
    }

    /** Files of the layers that are meant. */
    private static Map<String, String> only(Collection<Scope> scopes, Map<String, String> files) {
        Map<String, String> own = new TreeMap<>();
        scopes.forEach(scope -> own.putAll(PolicyFiles.in(scope.layer(), files)));
        return own;
    }

    private static String titled(Collection<Scope> scopes, String diff) {
        return diff.isEmpty()
                ? ""
                : "# %s\n%s"
                        .formatted(
                                String.join(", ", scopes.stream().map(Scope::shown).toList()),
                                diff);
    }

    private static String ofFile(String path, @Nullable String before, @Nullable String after) {
        List<String> hunks =
                LineDiff.hunks(
                        Optional.ofNullable(before).orElse(""),
                        Optional.ofNullable(after).orElse(""));
        if (hunks.isEmpty()) {
            return "";
        }
        List<String> lines = new ArrayList<>();
        lines.add("--- " + (before == null ? "/dev/null" : "a/" + path));
        lines.add("+++ " + (after == null ? "/dev/null" : "b/" + path));
        lines.addAll(hunks);
        return String.join("\n", lines);
    }
}
