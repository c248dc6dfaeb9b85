package dev.countersign.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.cli.terminal.Surroundings;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgentPolicyTest {

    private static final Path ROOT = Path.of("/");

    @Test
    void help_names_every_subcommand() {
        Ran ran = Ran.in(ROOT, "--help");

        assertThat(ran)
                .isEqualTo(
                        new Ran(
                                0,
                                """
                                Works with the policies of coding agents.
                                Usage: agent-policy [-hV] COMMAND
                                  -h, --help      Shows this help.
                                  -V, --version   Shows the version.
                                Commands:
                                  explain     Says what a call would touch, and what the policy says about it and why.
                                  lint        Checks policy files; every finding with file, line and column.
                                  migrate     Rewrites policy files of older versions as one writes them today.
                                  schema      Prints the JSON Schema of policy files, for editors.
                                  test        Runs the tests and examples of policies.
                                  simulate    Shows which recorded decisions a policy would change.
                                  suggest     Shows rules that follow from what was observed, with their evidence.
                                  keygen      Makes a key that signs bundles.
                                  sign        Makes a signed bundle of policy files.
                                  verify      Checks a bundle: signature, files, and that its policies load.
                                  publish     Brings a policy file or a bundle to decision-service.
                                  activate    Puts a stored policy in force.
                                  confirm     Agrees, as the second person, to a change of what is in force.
                                  decline     Refuses a change that waits for a second person, or takes it back.
                                  deactivate  Takes a policy out of force; other layers and the baseline stay.
                                  policies    Shows which policies are in force, and which wait for a second person.
                                  readiness   Checks twelve points before an agent is let into a repository.
                                  generate    Writes agents' own hook, permission and sandbox files from the policy.

                                Exit status: 0 fine, 1 findings, 2 wrong usage or something that cannot be read.
                                """,
                                ""));
    }

    @ParameterizedTest
    @CsvSource({
        "explain,Usage: agent-policy explain",
        "lint,Usage: agent-policy lint",
        "migrate,Usage: agent-policy migrate",
        "simulate,Usage: agent-policy simulate",
        "suggest,Usage: agent-policy suggest",
        "keygen,Usage: agent-policy keygen",
        "sign,Usage: agent-policy sign",
        "verify,Usage: agent-policy verify",
        "publish,Usage: agent-policy publish",
        "activate,Usage: agent-policy activate",
        "confirm,Usage: agent-policy confirm",
        "decline,Usage: agent-policy decline",
        "deactivate,Usage: agent-policy deactivate",
        "policies,Usage: agent-policy policies",
        "readiness,Usage: agent-policy readiness",
        "generate,Usage: agent-policy generate"
    })
    void each_subcommand_has_help(String subcommand, String usage) {
        Ran ran = Ran.in(ROOT, subcommand, "--help");

        assertThat(ran.out()).contains(usage, "--json", "Exit status: 0 ");
        assertThat(ran.status()).isZero();
    }

    @Test
    void the_version_is_that_of_the_build() {
        assertThat(Ran.in(ROOT, "--version").out()).matches("agent-policy \\d+\\.\\d+\\.\\d+.*\n");
    }

    @Test
    void nothing_to_do_is_wrong_usage() {
        assertThat(Ran.in(ROOT))
                .isEqualTo(
                        new Ran(
                                2,
                                "",
                                """
                                agent-policy: Say what to do: explain, lint, migrate, schema, test, simulate, suggest, keygen, sign, verify, publish, activate, confirm, decline, deactivate, policies, readiness or generate.
                                Try 'agent-policy --help'.
                                """));
    }

    @Test
    void a_word_that_is_nearly_right_is_guessed() {
        assertThat(Ran.in(ROOT, "explan"))
                .isEqualTo(
                        new Ran(
                                2,
                                "",
                                """
                                agent-policy: Unmatched argument at index 0: 'explan'
                                Did you mean: agent-policy explain or agent-policy simulate?
                                Try 'agent-policy --help'.
                                """));
    }

    @ParameterizedTest
    @CsvSource({
        "Broken pipe, 1, ''",
        "No space left on device, 2, 'agent-policy: the output could not be written: No space left on device'"
    })
    void a_reader_that_has_seen_enough_is_no_failure_but_a_full_disk_is(
            String failure, int status, String message) {
        var err = new StringWriter();

        int ended =
                AgentPolicy.run(
                        new Surroundings(
                                ROOT,
                                new ByteArrayInputStream(new byte[0]),
                                new Surroundings.Output(failing(failure)),
                                new PrintWriter(err, true),
                                Ran.PAPER,
                                Ran.NOON,
                                Map.of()),
                        "explain",
                        "--",
                        "rm -rf /");

        assertThat(ended).isEqualTo(status);
        assertThat(err.toString().strip()).isEqualTo(message);
    }

    private static OutputStream failing(String message) {
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException(message);
            }
        };
    }
}
