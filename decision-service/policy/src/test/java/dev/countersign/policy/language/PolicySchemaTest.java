package dev.countersign.policy.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.countersign.policy.Judged;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import tools.jackson.databind.json.JsonMapper;

/** The schema and the reader of policies say the same. */
class PolicySchemaTest {
    private static final Path ROOT = Path.of(System.getProperty("countersign.root", "../.."));
    private static final Pattern UNKNOWN =
            Pattern.compile("unknown key \"(.*?)\".*", Pattern.DOTALL);

    private static final Schema SCHEMA =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(PolicySchema.text());

    private static final Map<?, ?> TREE = (Map<?, ?>) load(PolicySchema.text());

    /** What stands in documents, tests and resources and loads. */
    static Stream<Arguments> policies() throws IOException {
        var texts = new LinkedHashMap<String, String>();
        texts.put("seed", Judged.SEED);
        texts.put(
                "emergency.yml",
                Files.readString(
                        ROOT.resolve(
                                "decision-service/policy/src/main/resources/dev/countersign/policy/packs/emergency.yml")));
        Packs.KNOWN.stream()
                .map(pack -> pack.substring(0, pack.indexOf('@')))
                .forEach(pack -> texts.put(pack, Packs.text(pack)));
        blocks(ROOT.resolve("README.md"), texts);
        try (Stream<Path> files = Files.walk(ROOT.resolve("decision-service"))) {
            files.filter(file -> file.toString().matches(".*(README\\.md|Test\\.java)"))
                    .filter(file -> !file.toString().contains("/target/"))
                    .forEach(file -> blocks(file, texts));
        }
        return texts.entrySet().stream()
                .filter(entry -> loads(entry.getValue()))
                .map(entry -> argumentSet(entry.getKey(), entry.getValue()));
    }

    private static void blocks(Path file, Map<String, String> into) {
        try {
            var block =
                    Pattern.compile("(?:```yaml|\"\"\")\n(.*?)(?:```|\"\"\")", Pattern.DOTALL)
                            .matcher(Files.readString(file));
            while (block.find()) {
                String text = block.group(1).stripIndent();
                into.put(file.getFileName() + " " + into.size(), text);
            }
        } catch (IOException failed) {
            throw new java.io.UncheckedIOException(failed);
        }
    }

    private static boolean loads(String yaml) {
        try {
            PolicyFile.read("p.yml", yaml);
            return true;
        } catch (PolicyErrors refused) {
            return false;
        }
    }

    @ParameterizedTest
    @MethodSource("policies")
    void every_policy_that_loads_is_valid(String yaml) {
        assertThat(problems(yaml)).isEmpty();
    }

    @Test
    void enough_policies_were_found() throws IOException {
        assertThat(policies()).hasSizeGreaterThan(30);
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                argumentSet("no version", "mode: enforce"),
                argumentSet("a newer version", "version: \"2.2\""),
                argumentSet("an unknown key", "version: \"2.1\"\npermisions: {}"),
                argumentSet(
                        "a key that is unknown further in",
                        "version: \"2.1\"\npermissions: {filesystem: {dney: [x]}}"),
                argumentSet("a mode that is none", "version: \"2.1\"\nmode: enforced"),
                argumentSet(
                        "an exclamation mark",
                        "version: \"2.1\"\npermissions: {filesystem: {allow: [\"!src/**\"]}}"),
                argumentSet(
                        "an extended glob",
                        "version: \"2.1\"\npermissions: {filesystem: {allow: [\"src/@(a|b)\"]}}"),
                argumentSet(
                        "two invocations",
                        "version: \"2.1\"\npermissions: {commands: {deny: [\"a | b\"]}}"),
                argumentSet(
                        "an empty list", "version: \"2.1\"\npermissions: {commands: {deny: []}}"),
                argumentSet(
                        "a network that says nothing",
                        "version: \"2.1\"\npermissions: {network: {exceptions: [a.example]}}"),
                argumentSet(
                        "an address for a host",
                        "version: \"2.1\"\npermissions: {network: {allow_outbound: false, exceptions: [\"https://a.example/x\"]}}"),
                argumentSet(
                        "a rule without an effect",
                        "version: \"2.1\"\nrules: [{id: a, match: {tool: x}}]"),
                argumentSet(
                        "a rule without an id",
                        "version: \"2.1\"\nrules: [{effect: deny, match: {tool: x}}]"),
                argumentSet(
                        "a rule without a match",
                        "version: \"2.1\"\nrules: [{id: a, effect: deny}]"),
                argumentSet(
                        "an effect that is none",
                        "version: \"2.1\"\nrules: [{id: a, effect: deny, match: {effect: [secret.raed]}}]"),
                argumentSet(
                        "an empty match",
                        "version: \"2.1\"\nrules: [{id: a, effect: deny, match: {}}]"),
                argumentSet(
                        "a bypass that is not never",
                        "version: \"2.1\"\nrules: [{id: a, effect: deny, bypass: always, match: {tool: x}}]"),
                argumentSet(
                        "all twice",
                        "version: \"2.1\"\nrules: [{id: a, effect: deny, match: {paths: {all: [x], all_within: [y]}}}]"),
                argumentSet(
                        "a duration that is none",
                        "version: \"2.1\"\napproval_profiles: {a: {ttl: soon}}"),
                argumentSet("opaque is allowed", "version: \"2.1\"\ndefaults: {opaque: allow}"),
                argumentSet("an agent and agents", "version: \"2.1\"\nagent_id: a\nagents: [b]"),
                argumentSet(
                        "a time both ways",
                        "version: \"2.1\"\ncalendars: {c: {timezone: UTC}}\nrules: [{id: a, effect: deny, match: {tool: x}, time: {inside: c, outside: c}}]"),
                argumentSet(
                        "an action type that is none",
                        "version: \"2.1\"\npolicies: {kill: [{action_type: x}]}"),
                argumentSet(
                        "a channel that is none",
                        "version: \"2.1\"\nalerts: [{id: a, when: {effect: deny, within: 1m}, notify: [me]}]"),
                argumentSet(
                        "a test that expects nothing",
                        "version: \"2.1\"\ntests: [{name: a, given: ls, expect: {}}]"),
                argumentSet("a list at the top", "[1]"));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void what_is_wrong_is_refused_by_both(String yaml) {
        assertThat(loads(yaml)).as("reader").isFalse();
        assertThat(problems(yaml)).as("schema").isNotEmpty();
    }

    @Test
    void every_key_of_either_is_a_key_of_the_other() {
        var objects = new LinkedHashMap<List<String>, Map<?, ?>>();
        collect(TREE, List.of(), Set.of(), objects);
        Set<String> all =
                objects.values().stream()
                        .flatMap(object -> keys(object).stream())
                        .collect(Collectors.toCollection(TreeSet::new));

        assertThat(objects).hasSizeGreaterThan(40);
        objects.forEach(
                (path, object) -> {
                    assertThat(known(path, all)).as(String.join(".", path)).isEqualTo(keys(object));
                    named(path)
                            .ifPresent(
                                    named ->
                                            assertThat(named)
                                                    .as(String.join(".", path))
                                                    .isEqualTo(keys(object)));
                });
    }

    /** The objects of the schema with closed keys, by where they stand in a policy. */
    private static void collect(
            Map<?, ?> schema,
            List<String> path,
            Set<String> within,
            Map<List<String>, Map<?, ?>> into) {
        if (schema.get("$ref") instanceof String reference) {
            if (!within.contains(reference)) {
                var deeper = new TreeSet<>(within);
                deeper.add(reference);
                collect(definition(reference), path, deeper, into);
            }
            return;
        }
        for (Object choice : schema.get("anyOf") instanceof List<?> list ? list : List.of()) {
            if (!((Map<?, ?>) choice).containsKey("required") || ((Map<?, ?>) choice).size() > 1) {
                collect((Map<?, ?>) choice, path, within, into);
            }
        }
        if (schema.get("items") instanceof Map<?, ?> items) {
            collect(items, with(path, "[]"), within, into);
        }
        if (schema.get("additionalProperties") instanceof Map<?, ?> free) {
            collect(free, with(path, "x"), within, into);
        } else if (schema.get("properties") instanceof Map<?, ?> properties) {
            into.putIfAbsent(withoutLists(path), schema);
            properties.forEach(
                    (key, value) ->
                            collect((Map<?, ?>) value, with(path, (String) key), within, into));
        }
    }

    private static List<String> withoutLists(List<String> path) {
        return path.stream().filter(step -> !step.equals("[]")).toList();
    }

    private static Map<?, ?> definition(String reference) {
        String name = reference.substring(reference.lastIndexOf('/') + 1);
        return (Map<?, ?>) ((Map<?, ?>) TREE.get("$defs")).get(name);
    }

    private static List<String> with(List<String> path, String step) {
        var longer = new ArrayList<>(path);
        longer.add(step);
        return longer;
    }

    private static Set<String> keys(Map<?, ?> object) {
        return ((Map<?, ?>) object.get("properties"))
                .keySet().stream()
                        .map(String.class::cast)
                        .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Which of these keys the reader knows there. */
    private static Set<String> known(List<String> path, Set<String> candidates) {
        var object = new LinkedHashMap<String, Object>();
        candidates.forEach(key -> object.put(key, "zq7"));
        var known = new TreeSet<>(candidates);
        errors(path, object).stream()
                .map(UNKNOWN::matcher)
                .filter(java.util.regex.Matcher::matches)
                .forEach(unknown -> known.remove(unknown.group(1)));
        return known;
    }

    /** The keys that the reader names where something else stands; it does not do so everywhere. */
    private static java.util.Optional<Set<String>> named(List<String> path) {
        String at = path.isEmpty() ? "" : path.getLast();
        return path.isEmpty()
                ? java.util.Optional.empty()
                : errors(path, "zq7").stream()
                        .filter(message -> message.contains(at + " is a mapping of "))
                        .map(message -> message.substring(message.indexOf(" of ") + 4))
                        .<Set<String>>map(list -> new TreeSet<>(List.of(list.split(", "))))
                        .findFirst();
    }

    private static List<String> errors(List<String> path, Object value) {
        Object tree = value;
        for (String key : path.reversed()) {
            tree = around(key, tree);
        }
        String yaml =
                new Dump(
                                DumpSettings.builder()
                                        .setDefaultFlowStyle(FlowStyle.FLOW)
                                        .setDefaultScalarStyle(ScalarStyle.DOUBLE_QUOTED)
                                        .build())
                        .dumpToString(tree);
        try {
            PolicyFile.read("p.yml", yaml);
            return List.of();
        } catch (PolicyErrors refused) {
            return refused.errors().stream().map(PolicyError::message).toList();
        }
    }

    /** Some values are looked at once what belongs beside them is there. */
    private static Object around(String key, Object value) {
        return switch (key) {
            case "tools" -> Map.of("name", "n", key, value);
            case "match_examples", "no_match_examples" ->
                    Map.of("id", "i", "match", Map.of("tool", "t"), key, value);
            default -> Map.of(key, value);
        };
    }

    private static List<String> problems(String yaml) {
        String json = JsonMapper.builder().build().writeValueAsString(load(yaml));
        return SCHEMA.validate(json, InputFormat.JSON).stream().map(Object::toString).toList();
    }

    private static Object load(String yaml) {
        return new Load(LoadSettings.builder().setCodePointLimit(1 << 22).build())
                .loadFromString(yaml);
    }
}
