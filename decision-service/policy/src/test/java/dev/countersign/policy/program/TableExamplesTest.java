package dev.countersign.policy.program;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.policy.ExampleLines;
import dev.countersign.policy.Judged;
import dev.countersign.policy.action.Argument;
import dev.countersign.policy.action.Fact;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * Every effect in these tables has a line that shows it: without the entry some line is judged
 * wrongly.
 */
class TableExamplesTest {
    private static final List<String> FAMILIES =
            List.of(
                    "forges",
                    "web",
                    "connections",
                    "credentials",
                    "javascript",
                    "python",
                    "languages",
                    "builds",
                    "machine-packages",
                    "containers",
                    "clusters",
                    "stacks",
                    "aws",
                    "clouds",
                    "platforms",
                    "databases",
                    "migrations");

    @Test
    void every_effect_of_a_table_has_an_example() {
        Set<EffectRule> shown = shown();

        var missing = new ArrayList<String>();
        for (String family : FAMILIES) {
            for (String name : names(family)) {
                missing(name, Programs.table(name).orElseThrow(), shown, missing);
            }
        }

        assertThat(missing).isEmpty();
    }

    private static Set<EffectRule> shown() {
        Set<EffectRule> shown = Collections.newSetFromMap(new IdentityHashMap<>());
        for (ExampleLines.Example example : ExampleLines.all()) {
            for (Fact fact : Judged.facts(example.line()).all()) {
                if (fact instanceof Fact.Invocation invocation) {
                    Programs.read(invocation.program(), words(invocation))
                            .applying()
                            .forEach(shown::add);
                }
            }
        }
        return shown;
    }

    private static List<String> words(Fact.Invocation invocation) {
        return invocation.arguments().stream().map(Argument::text).toList();
    }

    private static void missing(
            String path, Program table, Set<EffectRule> shown, List<String> missing) {
        for (EffectRule rule : table.effects()) {
            if (shown.add(rule)) {
                missing.add(path + ": " + rule.tag().id() + " " + rule);
            }
        }
        table.subcommands().forEach((name, sub) -> missing(path + " " + name, sub, shown, missing));
        table.verbs().forEach((name, sub) -> missing(path + " … " + name, sub, shown, missing));
    }

    private static List<String> names(String family) {
        String resource = "/dev/countersign/policy/programs/" + family + ".yml";
        var tables =
                (Map<?, ?>)
                        new Load(LoadSettings.builder().setLabel(resource).build())
                                .loadFromInputStream(
                                        TableExamplesTest.class.getResourceAsStream(resource));
        return tables.keySet().stream()
                .flatMap(key -> List.of(key.toString().replace("\"", "").split(",\\s*")).stream())
                .toList();
    }
}
