package dev.countersign.policy.secret;

import com.google.re2j.Pattern;
import dev.countersign.policy.secret.TomlReader.Malformed;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One file of rules in the gitleaks format. */
final class RuleFile {

    private static final Set<String> TOP =
            Set.of(
                    "title",
                    "description",
                    "minVersion",
                    "extend",
                    "rules",
                    "allowlist",
                    "allowlists");

    private static final Set<String> RULE =
            Set.of(
                    "id",
                    "description",
                    "regex",
                    "secretGroup",
                    "entropy",
                    "keywords",
                    "path",
                    "tags",
                    "allowlist",
                    "allowlists");

    private static final Set<String> ALLOWLIST =
            Set.of(
                    "description",
                    "condition",
                    "commits",
                    "paths",
                    "regexTarget",
                    "regexes",
                    "stopwords");

    private record GlobalAllowlist(Allowlist allowlist, List<String> rules) {
        boolean isFor(String rule) {
            return rules.isEmpty() || rules.contains(rule);
        }
    }

    private final RuleFileReading reading;
    private final String text;

    RuleFile(String file, String text) {
        this.reading = new RuleFileReading(file, text);
        this.text = text;
    }

    SecretRules read() {
        try {
            SecretRules rules = rules(new TomlSection(TomlReader.read(text), reading));
            reading.throwIfAny();
            return rules;
        } catch (Malformed malformed) {
            reading.wrong(malformed.at, malformed.what);
            throw reading.errors();
        }
    }

    private SecretRules rules(TomlSection top) {
        top.onlyKnows(TOP);
        top.place("extend")
                .ifPresent(
                        at ->
                                reading.wrong(
                                        at,
                                        "[extend] is not supported: a file stands for itself, beside"
                                                + " the rules that Countersign ships; copy what you"
                                                + " need into it"));
        List<GlobalAllowlist> exceptions = exceptions(top);
        var rules = new ArrayList<SecretRule>();
        var ids = new HashSet<String>();
        for (TomlSection section : top.tables("rules")) {
            section.onlyKnows(RULE);
            String id = section.text("id").orElse("");
            if (id.isBlank()) {
                section.wrong("a rule needs an id");
            } else if (!ids.add(id)) {
                section.wrong("id", "there is another rule " + id);
            }
            rule(id, section, exceptions).ifPresent(rules::add);
        }
        if (rules.isEmpty() && !top.has("rules")) {
            top.wrong("a file of secret rules needs [[rules]]");
        }
        unknownTargets(top, ids);
        return new SecretRules(rules);
    }

    private Optional<SecretRule> rule(
            String id, TomlSection section, List<GlobalAllowlist> global) {
        Optional<Pattern> regex = section.regex("regex");
        Optional<Pattern> path = section.regex("path");
        if (!section.has("regex") && !section.has("path")) {
            section.wrong("a rule needs a regex, a path or both");
        }
        int group = section.whole("secretGroup");
        if (regex.isPresent() && group > regex.get().groupCount()) {
            section.wrong("secretGroup", "the regex has no group " + group);
        }
        List<String> keywords = section.words("keywords");
        List<Allowlist> allowlists = new ArrayList<>(allowlists(section));
        global.stream()
                .filter(exception -> exception.isFor(id))
                .forEach(exception -> allowlists.add(exception.allowlist()));
        if (regex.isEmpty() && section.has("regex")) {
            return Optional.empty();
        }
        return Optional.of(
                new SecretRule(
                        id,
                        regex,
                        group,
                        section.number("entropy"),
                        keywords,
                        path,
                        List.copyOf(allowlists),
                        regex.map(pattern -> Reach.of(pattern.pattern(), keywords)).orElse(0)));
    }

    private List<GlobalAllowlist> exceptions(TomlSection top) {
        var exceptions = new ArrayList<GlobalAllowlist>();
        for (TomlSection section : both(top)) {
            var known = new HashSet<>(ALLOWLIST);
            known.add("targetRules");
            section.onlyKnows(known);
            exceptions.add(new GlobalAllowlist(allowlist(section), section.texts("targetRules")));
        }
        return exceptions;
    }

    private void unknownTargets(TomlSection top, Set<String> ids) {
        for (TomlSection section : both(top)) {
            for (String target : section.texts("targetRules")) {
                if (!ids.contains(target)) {
                    section.wrong("targetRules", "there is no rule " + target);
                }
            }
        }
    }

    private List<Allowlist> allowlists(TomlSection rule) {
        return both(rule).stream()
                .map(
                        section -> {
                            section.onlyKnows(ALLOWLIST);
                            return allowlist(section);
                        })
                .toList();
    }

    /** The newer spelling, and the older one of which there is one at most. */
    private static List<TomlSection> both(TomlSection section) {
        var all = new ArrayList<>(section.tables("allowlists"));
        section.table("allowlist").ifPresent(all::add);
        return all;
    }

    private static Allowlist allowlist(TomlSection section) {
        boolean names =
                section.has("commits")
                        || section.has("paths")
                        || section.has("regexes")
                        || section.has("stopwords");
        if (!names) {
            section.wrong("an allowlist needs regexes, stopwords or paths");
        }
        section.texts("commits");
        return new Allowlist(
                section.oneOf("condition", "OR", "OR", "AND", "||", "&&").matches("AND|&&"),
                section.has("commits"),
                section.regexes("paths"),
                switch (section.oneOf("regexTarget", "secret", "secret", "match", "line")) {
                    case "match" -> Allowlist.Target.MATCH;
                    case "line" -> Allowlist.Target.LINE;
                    default -> Allowlist.Target.SECRET;
                },
                section.regexes("regexes"),
                section.words("stopwords"));
    }
}
