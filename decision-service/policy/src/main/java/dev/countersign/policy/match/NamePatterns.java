package dev.countersign.policy.match;

import dev.countersign.policy.action.Wild;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Several name patterns, of which one must match; names alone are looked up. */
public final class NamePatterns {
    private final List<NamePattern> all;
    private final List<NamePattern> patterns;
    private final Set<String> names;

    public NamePatterns(List<NamePattern> all) {
        this.all = List.copyOf(all);
        this.patterns = all.stream().filter(name -> !name.isPlain()).toList();
        this.names =
                all.stream()
                        .filter(NamePattern::isPlain)
                        .map(NamePattern::source)
                        .collect(Collectors.toUnmodifiableSet());
    }

    public List<NamePattern> all() {
        return all;
    }

    /** The reading for what restricts: unknown parts of the name may be what is missing. */
    public boolean couldMatch(String name) {
        return names.contains(name)
                || (Wild.isLiteral(name) ? patterns : all)
                        .stream().anyMatch(pattern -> pattern.couldMatch(name));
    }

    /** The reading for what allows: nothing about the name is unknown. */
    public boolean surelyMatches(String name) {
        return names.contains(name)
                || patterns.stream().anyMatch(pattern -> pattern.surelyMatches(name));
    }
}
