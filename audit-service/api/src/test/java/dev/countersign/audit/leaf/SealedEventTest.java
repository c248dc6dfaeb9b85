package dev.countersign.audit.leaf;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.audit.api.AgentId;
import dev.countersign.audit.api.DecisionId;
import dev.countersign.audit.api.Event;
import dev.countersign.audit.api.EventId;
import dev.countersign.audit.api.SessionId;
import dev.countersign.audit.api.Story;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SealedEventTest {

    private static final String ID = "01kahd2x5j7e1v3qz8s9tbcdfg";
    private static final EventId EVENT = new EventId("evt_" + ID);
    private static final Story STORY =
            new Story(
                    Optional.of(new AgentId("agt_" + ID)),
                    Optional.of("PLANTED-agent-name"),
                    Optional.of(new SessionId("ses_" + ID)),
                    Optional.of("PLANTED-operator"),
                    Optional.of(new DecisionId("dec_" + ID)));

    @Test
    void the_leaf_holds_commitments_and_nothing_personal() {
        SealedEvent event = SealedEvent.of(EVENT, decision(Map.of("command", "PLANTED-command")));

        String leaf =
                new String(
                        Leaf.bytes(
                                event,
                                "2026-11-20T12:00:00.000000Z",
                                "urn:countersign:decision-service",
                                "decision-service/1",
                                42),
                        UTF_8);

        Map<SectionName, String> sealed = new TreeMap<>();
        event.sections().forEach((name, section) -> sealed.put(name, section.commitment()));
        assertThat(leaf)
                .isEqualTo(
                        """
                        {"agent":"agt_01kahd2x5j7e1v3qz8s9tbcdfg","attrs":{"effect":"deny","mode":"enforce",\
                        "outcome":"block","policy_version":"2.1","rules":"no-rm,no-net","tool":"Bash"},\
                        "call":"dec_01kahd2x5j7e1v3qz8s9tbcdfg","id":"evt_01kahd2x5j7e1v3qz8s9tbcdfg",\
                        "sealed":{"actor":"%s","input":"%s","reason":"%s"},"seq":42,\
                        "session":"ses_01kahd2x5j7e1v3qz8s9tbcdfg","src":"urn:countersign:decision-service",\
                        "stream":"decision-service/1","time":"2026-11-20T12:00:00.000000Z",\
                        "type":"decision.made","v":1}"""
                                .formatted(
                                        sealed.get(SectionName.ACTOR),
                                        sealed.get(SectionName.INPUT),
                                        sealed.get(SectionName.REASON)));
    }

    @Test
    void a_salt_is_never_used_twice() {
        assertThat(
                        SealedEvent.of(EVENT, decision(Map.of())).sections().values().stream()
                                .map(section -> HexFormat.of().formatHex(section.salt())))
                .hasSize(3)
                .doesNotHaveDuplicates();
        assertThat(salt(SealedEvent.of(EVENT, decision(Map.of()))))
                .isNotEqualTo(salt(SealedEvent.of(EVENT, decision(Map.of()))));
    }

    @Test
    void arguments_that_have_no_canonical_text_are_still_recorded() {
        SealedEvent event =
                SealedEvent.of(
                        EVENT,
                        decision(
                                Map.of(
                                        "big",
                                        9007199254740993L,
                                        "half",
                                        "a\ud83d",
                                        "nan",
                                        Double.NaN)));

        assertThat(new String(event.sections().get(SectionName.INPUT).body(), UTF_8))
                .contains("{\"big\":\"9007199254740993\",\"half\":\"a\ufffd\",\"nan\":\"NaN\"}");
    }

    @Test
    void a_long_section_keeps_its_beginning_and_says_so() {
        SealedEvent event =
                SealedEvent.of(EVENT, decision(Map.of("content", "x".repeat(10_000_000))));

        assertThat(new String(event.sections().get(SectionName.INPUT).body(), UTF_8))
                .startsWith("{\"beginning\":\"{\\\"arguments\\\":{\\\"content\\\":\\\"xxx")
                .endsWith(",\"truncated\":true}")
                .hasSizeLessThan(SealedEvent.LONGEST_SECTION);
    }

    private static byte[] salt(SealedEvent event) {
        return event.sections().get(SectionName.INPUT).salt();
    }

    private static Event decision(Map<String, Object> input) {
        return new Event.DecisionMade(
                STORY,
                "Bash",
                input,
                "/home/PLANTED",
                "PLANTED-digest",
                "deny",
                Optional.of("block"),
                "enforce",
                List.of("no-rm", "no-net"),
                "PLANTED-reason",
                "2.1",
                List.of("PLANTED-path"),
                List.of("PLANTED-host"),
                Optional.empty(),
                Optional.empty());
    }
}
