package dev.countersign.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PortsTest {
    @TempDir private Path folder;

    @Test
    void without_a_choice_the_documented_ports_are_used() {
        Ports ports = Ports.choose(Map.of(), Map.of());

        assertThat(ports.byPart())
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of(
                                Part.WEB_UI, 8080,
                                Part.DECISION, 8081,
                                Part.APPROVAL, 8082,
                                Part.AUDIT, 8083,
                                Part.KEYCLOAK, 8180,
                                Part.POSTGRES, 54329));
    }

    @Test
    void the_environment_goes_before_what_is_remembered() {
        Map<String, String> environment =
                Map.of("COUNTERSIGN_PORT_WEB_UI", " 9090 ", "COUNTERSIGN_PORT_AUDIT", "");

        Ports ports = Ports.choose(environment, Map.of(Part.WEB_UI, 7000, Part.AUDIT, 7003));

        assertThat(ports.of(Part.WEB_UI)).isEqualTo(9090);
        assertThat(ports.of(Part.AUDIT)).isEqualTo(7003);
        assertThat(ports.of(Part.DECISION)).isEqualTo(8081);
    }

    @Test
    void what_was_chosen_is_read_back() throws Exception {
        Path file = folder.resolve("ports.properties");
        Ports chosen = Ports.choose(Map.of("COUNTERSIGN_PORT_KEYCLOAK", "9180"), Map.of());

        chosen.write(file);

        assertThat(Ports.choose(Map.of(), Ports.read(file))).isEqualTo(chosen);
    }

    @Test
    void a_damaged_file_is_named() throws Exception {
        Path file = folder.resolve("ports.properties");
        Files.writeString(file, "audit=eighty\n");

        assertThatThrownBy(() -> Ports.read(file))
                .hasMessage(
                        "audit in " + file + " is \"eighty\"; a port is a number from 1 to 65535.");
    }

    @ParameterizedTest
    @MethodSource("refused")
    void wrong_ports_are_refused(Map<String, String> environment, String message) {
        assertThatThrownBy(() -> Ports.choose(environment, Map.of())).hasMessage(message);
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                argumentSet(
                        "no number",
                        Map.of("COUNTERSIGN_PORT_WEB_UI", "http"),
                        "COUNTERSIGN_PORT_WEB_UI is \"http\"; a port is a number from 1 to 65535."),
                argumentSet(
                        "zero",
                        Map.of("COUNTERSIGN_PORT_WEB_UI", "0"),
                        "COUNTERSIGN_PORT_WEB_UI is \"0\"; a port is a number from 1 to 65535."),
                argumentSet(
                        "too high",
                        Map.of("COUNTERSIGN_PORT_AUDIT", "65536"),
                        "COUNTERSIGN_PORT_AUDIT is \"65536\"; a port is a number from 1 to 65535."),
                argumentSet(
                        "negative",
                        Map.of("COUNTERSIGN_PORT_AUDIT", "-1"),
                        "COUNTERSIGN_PORT_AUDIT is \"-1\"; a port is a number from 1 to 65535."),
                argumentSet(
                        "twice",
                        Map.of("COUNTERSIGN_PORT_DECISION", "8080"),
                        """
                        Port 8080 is chosen for both decision-service and web-ui.
                        Choose another with COUNTERSIGN_PORT_DECISION or COUNTERSIGN_PORT_WEB_UI."""));
    }
}
