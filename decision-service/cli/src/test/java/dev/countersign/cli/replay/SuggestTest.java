package dev.countersign.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.cli.Ran;
import dev.countersign.cli.connection.Connection;
import dev.countersign.cli.connection.FakePolicies;
import dev.countersign.cli.terminal.ExitStatus;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SuggestTest {

    private static final String ANSWER =
            "{\"from\":\"2026-11-13T12:00:00Z\",\"observed\":1,\"suggestions\":[],"
                    + "\"yaml\":\"version: \\\"2.1\\\"\\n# Nothing was observed often enough.\\n\"}";

    @TempDir private Path folder;
    private FakePolicies service;

    @BeforeEach
    void start() throws Exception {
        service = new FakePolicies();
        service.replies("/v1/policies/suggestions", 200, ANSWER);
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void the_suggestions_are_a_policy_file() {
        assertThat(Ran.knowing(service.environment(), folder, "suggest", "--agent", "a"))
                .isEqualTo(
                        new Ran(
                                ExitStatus.FINE,
                                """
                                version: "2.1"
                                # Nothing was observed often enough.
                                """,
                                ""));
        assertThat(service.calls)
                .containsExactly("GET /v1/policies/suggestions?since=7d&agent=a null");
    }

    @Test
    void the_answer_can_be_had_as_it_came() {
        assertThat(Ran.knowing(service.environment(), folder, "suggest", "--json").out())
                .isEqualTo(ANSWER + "\n");
    }

    @Test
    void without_a_service_nothing_is_suggested() {
        assertThat(
                        Ran.knowing(
                                        Map.of(
                                                Connection.URL,
                                                "http://127.0.0.1:1",
                                                Connection.TOKEN,
                                                "t"),
                                        folder,
                                        "suggest")
                                .status())
                .isEqualTo(ExitStatus.UNUSABLE);
    }
}
