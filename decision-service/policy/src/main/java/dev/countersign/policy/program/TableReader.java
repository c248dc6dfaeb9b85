package dev.countersign.policy.program;

import dev.countersign.policy.action.Tag;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns one family's YAML into tables. A mistake in a table stops the start. */
final class TableReader {
    private static final Set<String> KEYS =
            Set.of(
                    "options",
                    "options_first",
                    "abbreviations",
                    "operands",
                    "operands_when",
                    "values_when",
                    "subcommands",
                    "verbs",
                    "effects",
                    "kind",
                    "skip",
                    "dashless",
                    "host");

    private static final Set<String> CONDITIONS =
            Set.of("any", "all", "unless", "operand", "last", "bare", "unlisted");

    private final String family;

    /** Entries that stand under several names, or are referred to again, have their rules once. */
    private final Map<Object, List<EffectRule>> read = new IdentityHashMap<>();

    TableReader(String family) {
        this.family = family;
    }

    static Program unknown(String name) {
        return new Program(
                name,
                Map.of(),
                false,
                false,
                Operands.TEXT,
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                List.of(),
                Optional.empty(),
                0,
                false,
                Optional.empty(),
                null);
    }

    Map<String, Program> read(Object tree) {
        return programs(tree, null);
    }

    private Map<String, Program> programs(@Nullable Object tree, @Nullable Program parent) {
        var programs = new HashMap<String, Program>();
        map(tree)
                .forEach(
                        (names, spec) -> {
                            for (String name : names.replace("\"", "").split(",\\s*")) {
                                if (programs.put(name, program(name, map(spec), parent)) != null) {
                                    throw wrong(name + " is given twice");
                                }
                            }
                        });
        return programs;
    }

    private Program program(String name, Map<String, Object> spec, @Nullable Program parent) {
        for (String key : spec.keySet()) {
            if (!KEYS.contains(key)) {
                throw wrong(name + ": unknown key " + key);
            }
        }
        var subcommands = new HashMap<String, Program>();
        var verbs = new HashMap<String, Program>();
        var whens = new LinkedHashMap<String, Operands>();
        map(spec.get("operands_when"))
                .forEach((option, roles) -> whens.put(option, Operands.of((String) roles)));
        var program =
                new Program(
                        name,
                        options(list(spec.get("options"))),
                        Boolean.TRUE.equals(spec.get("options_first")),
                        !Boolean.FALSE.equals(spec.get("abbreviations")),
                        spec.get("operands") instanceof String roles
                                ? Operands.of(roles)
                                : Operands.TEXT,
                        whens,
                        valuesWhen(spec.get("values_when")),
                        subcommands,
                        verbs,
                        effects(spec.get("effects")),
                        spec.get("kind") instanceof String kind
                                ? Optional.of(Kind.of(kind))
                                : Optional.empty(),
                        spec.get("skip") instanceof Integer skip ? skip : 0,
                        Boolean.TRUE.equals(spec.get("dashless")),
                        Optional.ofNullable((String) spec.get("host")),
                        parent);
        subcommands.putAll(programs(spec.get("subcommands"), program));
        verbs.putAll(programs(spec.get("verbs"), program));
        return program;
    }

    private static Map<String, Map<String, Role>> valuesWhen(@Nullable Object tree) {
        var whens = new LinkedHashMap<String, Map<String, Role>>();
        map(tree)
                .forEach(
                        (option, values) -> {
                            var roles = new HashMap<String, Role>();
                            map(values)
                                    .forEach(
                                            (name, role) ->
                                                    roles.put(name, Role.of((String) role)));
                            whens.put(option, roles);
                        });
        return whens;
    }

    /**
     * {@code "-o --output =write"}: spellings, then the role of the value, if there is one; {@code
     * =?role} is attached only, {@code =#} digits that are, {@code =<role} is read from the
     * standard input.
     */
    private Map<String, Option> options(List<String> lines) {
        var options = new HashMap<String, Option>();
        for (String line : lines) {
            var spellings = new ArrayList<String>();
            var value = Option.Value.NONE;
            var role = Role.TEXT;
            for (String word : line.split(" +")) {
                if (word.startsWith("=")) {
                    value = value(word);
                    String name = word.substring(value == Option.Value.REQUIRED ? 1 : 2);
                    role = name.isEmpty() ? Role.TEXT : Role.of(name);
                } else {
                    spellings.add(word);
                }
            }
            var option = new Option(meaning(spellings), value, role);
            spellings.forEach(spelling -> options.put(spelling, option));
        }
        return options;
    }

    private static Option.Value value(String written) {
        return switch (written.length() > 1 ? written.charAt(1) : ' ') {
            case '?' -> Option.Value.ATTACHED;
            case '#' -> Option.Value.DIGITS;
            case '<' -> Option.Value.INPUT;
            default -> Option.Value.REQUIRED;
        };
    }

    private static String meaning(List<String> spellings) {
        String chosen =
                spellings.stream()
                        .filter(spelling -> spelling.startsWith("--"))
                        .findFirst()
                        .orElse(spellings.getFirst());
        return chosen.replaceFirst("^[-+]+", "");
    }

    private EffectRule effect(Tag tag, Map<String, Object> when) {
        for (String key : when.keySet()) {
            if (!CONDITIONS.contains(key)) {
                throw wrong(tag.id() + ": unknown key " + key);
            }
        }
        return new EffectRule(
                tag,
                options(when, "any"),
                options(when, "all"),
                options(when, "unless"),
                list(when.get("operand")),
                list(when.get("last")),
                Boolean.TRUE.equals(when.get("bare")),
                Boolean.TRUE.equals(when.get("unlisted")));
    }

    private static List<OptionCondition> options(Map<String, Object> when, String key) {
        return list(when.get(key)).stream().map(OptionCondition::of).toList();
    }

    private List<EffectRule> effects(@Nullable Object tree) {
        return tree == null ? List.of() : read.computeIfAbsent(tree, this::rules);
    }

    private List<EffectRule> rules(Object tree) {
        var rules = new ArrayList<EffectRule>();
        map(tree)
                .forEach(
                        (id, spec) -> {
                            Tag tag = Tag.byId(id).orElseThrow(() -> wrong("no tag " + id));
                            List<?> several =
                                    spec instanceof List<?> list ? list : List.of(map(spec));
                            several.forEach(one -> rules.add(effect(tag, map(one))));
                        });
        return rules;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(@Nullable Object tree) {
        return tree == null ? Map.of() : (Map<String, Object>) tree;
    }

    @SuppressWarnings("unchecked")
    private static List<String> list(@Nullable Object tree) {
        return tree == null ? List.of() : (List<String>) tree;
    }

    private IllegalStateException wrong(String what) {
        return new IllegalStateException("programs/" + family + ".yml: " + what);
    }
}
