package dev.countersign.decision.decide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.audit.api.AgentId;
import dev.countersign.audit.api.SessionId;
import dev.countersign.decision.agent.AgentRef;
import dev.countersign.decision.session.NativeSession;
import dev.countersign.runtime.Refused;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProposalTest {

    private static final AgentRef AGENT =
            new AgentRef(AgentId.next(), "code-assistant", "dave", Optional.empty(), List.of(), "");
    private static final SessionId SESSION = SessionId.next();

    @Test
    void what_the_model_words_anew_is_not_bound() {
        assertThat(bash("npm test", "Run the tests", "/app"))
                .isEqualTo(bash("npm test", "Run all tests once more", "/app"));
    }

    @Test
    void command_directory_tool_subagent_and_session_are_bound() {
        String digest = bash("npm test", "", "/app");

        assertThat(bash("npm test ", "", "/app")).isNotEqualTo(digest);
        assertThat(bash("npm test", "", "/app2")).isNotEqualTo(digest);
        assertThat(proposal("Bash2", Map.of("command", "npm test"), "/app", Optional.empty()))
                .isNotEqualTo(
                        proposal("Bash", Map.of("command", "npm test"), "/app", Optional.empty()));
        assertThat(proposal("Bash", Map.of("command", "x"), "/app", Optional.of("child")))
                .isNotEqualTo(proposal("Bash", Map.of("command", "x"), "/app", Optional.empty()));
    }

    @Test
    void every_argument_of_an_unknown_tool_is_bound() {
        assertThat(proposal("Other", Map.of("description", "a"), "", Optional.empty()))
                .isNotEqualTo(proposal("Other", Map.of("description", "b"), "", Optional.empty()));
    }

    @Test
    void a_number_that_two_calls_could_share_is_refused() {
        Map<String, Object> input = Map.of("n", BigInteger.TWO.pow(53).add(BigInteger.ONE));

        assertThatThrownBy(() -> proposal("Other", input, "", Optional.empty()))
                .isInstanceOf(Refused.class);
    }

    private static String bash(String command, String description, String cwd) {
        return proposal(
                "Bash",
                Map.of("command", command, "description", description),
                cwd,
                Optional.empty());
    }

    private static String proposal(
            String tool, Map<String, Object> input, String cwd, Optional<String> subagent) {
        return new Proposal(
                        AGENT,
                        new NativeSession("claude-code", "s", cwd),
                        subagent,
                        Optional.empty(),
                        tool,
                        input,
                        cwd)
                .digest(SESSION);
    }
}
