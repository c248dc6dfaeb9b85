package dev.countersign.policy.program;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.policy.Judged;
import dev.countersign.policy.action.Tag;
import dev.countersign.policy.condition.Circumstances;
import dev.countersign.policy.evaluate.CompiledPolicy;
import dev.countersign.policy.evaluate.Explanation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TablesTest {
    @Test
    void the_names_that_are_known_at_once_are_those_of_the_tables() {
        assertThat(Programs.names()).isEqualTo(Programs.tables().keySet());
    }

    @Test
    void the_baseline_names_every_program_that_has_a_table() {
        for (String name : Programs.names()) {
            Explanation explanation =
                    CompiledPolicy.baseline()
                            .explain(
                                    Judged.facts("'" + name + "' --some-option"),
                                    Circumstances.in(Judged.ROOT));

            assertThat(explanation.facts())
                    .as(name)
                    .noneMatch(
                            fact ->
                                    fact.text().equals(name + " --some-option")
                                            && fact.rules()
                                                    .getFirst()
                                                    .id()
                                                    .equals("default.command"));
        }
    }

    @Test
    void the_built_in_rules_speak_of_every_effect() throws IOException {
        String rules = read("packs/baseline.yml") + read("packs/emergency.yml");

        for (Tag tag : Tag.values()) {
            boolean judgedAsFamily = tag == Tag.PKG_INSTALL || tag == Tag.NET_EGRESS;
            assertThat(judgedAsFamily || rules.contains(tag.id())).as(tag.id()).isTrue();
        }
    }

    @Test
    void spellings_of_one_option_have_one_meaning() {
        assertThat(Programs.read("rm", java.util.List.of("-fr", "x")).usage())
                .isEqualTo(Programs.read("rm", java.util.List.of("-f", "-R", "x")).usage());
        assertThat(
                        Programs.read(
                                        "git",
                                        java.util.List.of("-C", "a", "push", "--dele", "origin"))
                                .usage()
                                .has("delete"))
                .isTrue();
        assertThat(
                        Programs.read("curl", java.util.List.of("-ofile", "-XPOST", "u"))
                                .usage()
                                .options())
                .containsEntry("output", java.util.List.of("file"))
                .containsEntry("request", java.util.List.of("POST"));
    }

    @Test
    void two_options_of_one_order_are_one_usage() {
        assertThat(
                        Programs.read("nobody-knows", java.util.List.of("-a", "x", "-b"))
                                .usage()
                                .options())
                .isEqualTo(Map.of("a", java.util.List.of(), "b", java.util.List.of()));
    }

    private static String read(String name) throws IOException {
        try (var in = TablesTest.class.getResourceAsStream("/dev/countersign/policy/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
