package dev.countersign.policy.language;

import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.MappingNode;

/**
 * A file of tests beside a policy: {@code *_test.yml}.
 *
 * @param policy the policy that they are about, as a path from the file's folder; empty means
 *     {@code .agent-policy.yml} there or in the nearest folder above
 */
public record TestFile(String name, Optional<String> policy, List<PolicyTest> tests) {

    /**
     * Reads and checks one file of tests.
     *
     * @param name how the file is called in errors
     * @param yaml at most 1 MiB of YAML
     * @throws PolicyErrors with every error found
     */
    public static TestFile read(String name, String yaml) {
        var errors = new Errors(name, yaml);
        Optional<MappingNode> root = new YamlTree(name, errors).read(yaml);
        errors.throwIfAny();
        Section top =
                Section.of(
                        "",
                        root.orElseThrow(),
                        List.of("policy", "description", "defaults", "tests"),
                        errors);
        top.text("description");
        if (!top.has("tests")) {
            top.wrong("\"tests\" is missing");
        }
        var file =
                new TestFile(
                        name,
                        top.text("policy"),
                        new CaseForm(top, new GivenForm(top, "defaults")).tests());
        errors.throwIfAny();
        return file;
    }
}
