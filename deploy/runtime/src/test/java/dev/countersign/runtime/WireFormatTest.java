package dev.countersign.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.countersign.audit.api.ApprovalId;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class WireFormatTest {

    record Held(ApprovalId approvalId, Duration waited, Instant expiresAt, Optional<String> by) {}

    private final ObjectMapper mapper = mapper();

    @Test
    void names_are_snake_case_and_values_plain_text() throws Exception {
        ApprovalId id = new ApprovalId("apr_01kahn0v6vf6ra3aq4x5wnxywg");
        Held held =
                new Held(
                        id,
                        Duration.ofMinutes(30),
                        Instant.parse("2026-11-20T13:00:00Z"),
                        Optional.empty());

        String json = mapper.writeValueAsString(held);

        assertThat(json)
                .isEqualTo(
                        "{\"approval_id\":\"apr_01kahn0v6vf6ra3aq4x5wnxywg\",\"waited\":\"PT30M\","
                                + "\"expires_at\":\"2026-11-20T13:00:00Z\",\"by\":null}");
        assertThat(mapper.readValue(json, Held.class)).isEqualTo(held);
    }

    @Test
    void an_identifier_of_another_kind_is_refused() {
        String json = "{\"approval_id\":\"dec_01kahn0v6vf6ra3aq4x5wnxywg\"}";

        assertThatThrownBy(() -> mapper.readValue(json, Held.class))
                .isInstanceOf(JsonMappingException.class)
                .hasMessageContaining("apr_");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"vote\":\"deny\",\"vote\":\"approve\"}",
                "{\"vote\":\"deny\"}{\"vote\":\"approve\"}"
            })
    void what_two_readers_could_read_differently_is_refused(String json) {
        assertThatThrownBy(() -> mapper.readTree(json)).isInstanceOf(JacksonException.class);
        assertThatThrownBy(() -> mapper.readValue(json, Map.class))
                .isInstanceOf(JacksonException.class);
    }

    @ParameterizedTest
    @MethodSource
    void durations_are_read_in_both_spellings(String text, Duration wanted) {
        assertThat(Durations.parse(text)).isEqualTo(wanted);
    }

    static Stream<Arguments> durations_are_read_in_both_spellings() {
        return Stream.of(
                argumentSet("ISO 8601", "PT30M", Duration.ofMinutes(30)),
                argumentSet("minutes", "30m", Duration.ofMinutes(30)),
                argumentSet("hours and minutes", "1h30m", Duration.ofMinutes(90)),
                argumentSet("days", "2d", Duration.ofDays(2)),
                argumentSet("days and hours", "1d12h", Duration.ofHours(36)));
    }

    @Test
    void what_is_no_duration_says_so() {
        assertThatThrownBy(() -> Durations.parse("soon"))
                .hasMessage("'soon' is not a duration such as 30m, 1h30m or PT30M");
    }

    private static ObjectMapper mapper() {
        ObjectMapper mapper = JsonMapper.builder().findAndAddModules().build();
        new WireFormat().customize(mapper);
        return mapper;
    }
}
