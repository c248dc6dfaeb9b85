package dev.countersign.policy.program;

import dev.countersign.policy.Judged;
import dev.countersign.policy.action.Fact;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * A line with facts that it must show, from {@code tables/*.yml}.
 *
 * @param program under which it stands there
 * @param facts the beginnings of facts as people see them; {@code --silent} and {@code --output=x}
 *     are options by their meaning; {@code no net.upload} is a fact that must not be there
 */
record TableExample(String program, String line, List<String> facts) {

    /** The facts that the line does not show, or shows although it must not. */
    List<String> wrong() {
        List<String> shown = shown(line);
        return facts.stream().filter(fact -> !holds(fact, shown)).toList();
    }

    static boolean holds(String fact, List<String> shown) {
        return fact.startsWith("no ")
                ? shown.stream().noneMatch(one -> begins(one, fact.substring("no ".length())))
                : shown.stream().anyMatch(one -> begins(one, fact));
    }

    private static boolean begins(String shown, String fact) {
        return shown.startsWith(fact)
                && (shown.length() == fact.length()
                        || " :".indexOf(shown.charAt(fact.length())) >= 0);
    }

    static List<String> shown(String line) {
        return Judged.facts(line).all().stream().flatMap(TableExample::shown).toList();
    }

    private static Stream<String> shown(Fact fact) {
        var shown = new ArrayList<String>();
        shown.add(fact.show());
        if (fact instanceof Fact.Invocation invocation) {
            invocation.usage().options().forEach((name, values) -> option(name, values, shown));
        }
        return shown.stream();
    }

    private static void option(String name, List<String> values, List<String> shown) {
        if (values.isEmpty()) {
            shown.add("--" + name);
        }
        values.forEach(value -> shown.add("--" + name + "=" + value));
    }

    /** The examples of one family, by the program they stand under. */
    static Map<String, List<TableExample>> of(String family) {
        var all = new LinkedHashMap<String, List<TableExample>>();
        if (tree("tables/" + family) instanceof Map<?, ?> programs) {
            programs.forEach(
                    (program, groups) ->
                            all.put(
                                    (String) program,
                                    examples((String) program, (List<?>) groups)));
        }
        return all;
    }

    private static List<TableExample> examples(String program, List<?> groups) {
        var examples = new ArrayList<TableExample>();
        for (Object group : groups) {
            List<String> facts = strings(((Map<?, ?>) group).get("facts"));
            for (String line : strings(((Map<?, ?>) group).get("lines"))) {
                examples.add(new TableExample(program, line, facts));
            }
        }
        return examples;
    }

    private static List<String> strings(Object list) {
        return ((List<?>) list).stream().map(String.class::cast).toList();
    }

    /** Every program that is known. */
    static List<String> names() {
        return strings(tree("tables/names"));
    }

    /** Entries of the tables that stay although no example needs them. */
    static Set<String> explained() {
        return ((Map<?, ?>) tree("tables/explained"))
                .values().stream()
                        .flatMap(entries -> strings(entries).stream())
                        .collect(Collectors.toSet());
    }

    /** What a resource of the library or of its tests holds. */
    static Object tree(String name) {
        String resource = "/dev/countersign/policy/" + name + ".yml";
        return new Load(LoadSettings.builder().setLabel(resource).build())
                .loadFromInputStream(TableExample.class.getResourceAsStream(resource));
    }
}
