package dev.countersign.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupervisorTest {
    /** A real process that does nothing, and says what it is told about its health. */
    private final class Sleeper implements Component {
        private final Part part;
        private String fingerprint = "as built";
        private boolean healthy = true;
        private boolean broken;

        Sleeper(Part part) {
            this.part = part;
        }

        @Override
        public Part part() {
            return part;
        }

        @Override
        public String fingerprint() {
            return fingerprint;
        }

        @Override
        public ServerProcess start() throws IOException {
            starts.add(part);
            String command = broken ? "echo 'no such table'; exit 3" : "exec sleep 300";
            return Launch.detached(
                    List.of("sh", "-c", "sleep 0.1; " + command),
                    Map.of(),
                    home.folder(),
                    home.log(part));
        }

        @Override
        public void awaitReady(ServerProcess process) throws IOException, InterruptedException {
            Await.ready(
                    part.title(), process, home.log(part), Duration.ofSeconds(20), () -> !broken);
        }

        @Override
        public boolean isReady() {
            return healthy;
        }
    }

    @TempDir private Path folder;
    private Home home;
    private Ports ports;
    private final List<Part> starts = new ArrayList<>();
    private final List<String> said = new ArrayList<>();
    private final Sleeper postgres = new Sleeper(Part.POSTGRES);
    private final Sleeper audit = new Sleeper(Part.AUDIT);
    private final Sleeper webUi = new Sleeper(Part.WEB_UI);
    private final Platform platform = new Platform(List.of(postgres), List.of(audit, webUi));

    @BeforeEach
    void choosePorts() throws IOException {
        home = new Home(folder.resolve("home"));
        home.create();
        Map<Part, Integer> free = new EnumMap<>(Part.class);
        for (Part part : Part.values()) {
            free.put(part, FreePort.find());
        }
        ports = new Ports(free);
    }

    @AfterEach
    void stopAll() throws IOException {
        for (Part part : Part.values()) {
            RunFile.stop(home, part, said::add);
        }
    }

    @Test
    void the_first_time_everything_starts_and_the_second_time_nothing() throws Exception {
        boolean first = supervisor().bringUp(platform);
        Map<Part, ServerProcess> before = running();

        boolean second = supervisor().bringUp(platform);

        assertThat(first).isTrue();
        assertThat(second).isFalse();
        assertThat(starts).containsExactly(Part.POSTGRES, Part.AUDIT, Part.WEB_UI);
        assertThat(running()).isEqualTo(before).hasSize(3);
    }

    @Test
    void a_crashed_part_is_started_again_and_the_others_stay() throws Exception {
        supervisor().bringUp(platform);
        Map<Part, ServerProcess> before = running();
        RunFile.read(home, Part.AUDIT).orElseThrow().process().stop("KILL", Duration.ofSeconds(10));

        supervisor().bringUp(platform);

        assertThat(running()).hasSize(3);
        assertThat(running().get(Part.POSTGRES)).isEqualTo(before.get(Part.POSTGRES));
        assertThat(running().get(Part.AUDIT)).isNotEqualTo(before.get(Part.AUDIT));
    }

    @Test
    void a_rebuilt_or_sick_part_is_replaced() throws Exception {
        supervisor().bringUp(platform);
        Map<Part, ServerProcess> before = running();
        audit.fingerprint = "rebuilt";
        webUi.healthy = false;

        supervisor().bringUp(platform);

        assertThat(running().get(Part.AUDIT)).isNotEqualTo(before.get(Part.AUDIT));
        assertThat(running().get(Part.WEB_UI)).isNotEqualTo(before.get(Part.WEB_UI));
        assertThat(before.get(Part.AUDIT).isRunning()).isFalse();
        assertThat(before.get(Part.WEB_UI).isRunning()).isFalse();
    }

    @Test
    void when_a_part_dies_at_start_its_log_is_shown_and_what_was_started_is_stopped() {
        audit.broken = true;
        Supervisor supervisor = supervisor();

        assertThatThrownBy(() -> supervisor.bringUp(platform))
                .hasMessage(
                        """
                        audit-service ended while it was starting. The end of %s:
                        no such table"""
                                .formatted(home.logs().resolve("audit.log")));
        supervisor.takeBack();

        assertThat(running()).isEmpty();
    }

    @Test
    void what_ran_before_a_failed_start_stays() throws Exception {
        supervisor().bringUp(new Platform(List.of(postgres), List.of()));
        audit.broken = true;
        Supervisor second = supervisor();

        assertThatThrownBy(() -> second.bringUp(platform)).isInstanceOf(PlatformFailure.class);
        second.takeBack();

        assertThat(running()).containsOnlyKeys(Part.POSTGRES);
    }

    @Test
    void a_taken_port_is_named_with_its_holder_before_anything_starts() throws Exception {
        int port = ports.of(Part.AUDIT);
        try (ServerSocket holder = new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1"))) {
            assertThat(holder.isBound()).isTrue();

            assertThatThrownBy(() -> supervisor().bringUp(platform))
                    .hasMessageStartingWith(
                            "Port %d, which audit-service wants, is taken by process %d ("
                                    .formatted(port, ProcessHandle.current().pid()))
                    .hasMessageEndingWith(
                            " COUNTERSIGN_PORT_AUDIT=%d would choose another."
                                    .formatted(port + 1000));
        }
        assertThat(starts).isEmpty();
        assertThat(home.ports()).doesNotExist();
    }

    private Supervisor supervisor() {
        return new Supervisor(home, ports, said::add);
    }

    private Map<Part, ServerProcess> running() {
        Map<Part, ServerProcess> running = new EnumMap<>(Part.class);
        for (Part part : Part.values()) {
            try {
                RunFile.read(home, part).ifPresent(found -> running.put(part, found.process()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return running;
    }
}
