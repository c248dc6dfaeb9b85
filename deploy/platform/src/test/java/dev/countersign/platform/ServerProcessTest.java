package dev.countersign.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerProcessTest {
    @TempDir private Path folder;

    @Test
    void a_process_is_found_again_by_what_was_written_down() throws Exception {
        ServerProcess process = start();

        ServerProcess read = ServerProcess.parse(process + "\n").orElseThrow();

        assertThat(read).isEqualTo(process);
        assertThat(read.isRunning()).isTrue();
        read.stop("TERM", Duration.ofSeconds(10));
        assertThat(process.isRunning()).isFalse();
    }

    @Test
    void a_stranger_with_the_same_number_is_left_alone() throws Exception {
        ServerProcess stranger = start();
        ServerProcess ours = new ServerProcess(stranger.pid(), "before that");

        boolean running = ours.isRunning();
        ours.stop("TERM", Duration.ofSeconds(1));

        assertThat(running).isFalse();
        assertThat(stranger.isRunning()).isTrue();
        stranger.stop("KILL", Duration.ofSeconds(10));
    }

    @Test
    void who_does_not_listen_is_killed() throws Exception {
        ServerProcess stubborn =
                Launch.detached(
                        List.of("sh", "-c", "trap '' TERM; while :; do read line; done </dev/zero"),
                        Map.of(),
                        folder,
                        folder.resolve("log"));

        stubborn.stop("TERM", Duration.ofMillis(200));

        assertThat(stubborn.isRunning()).isFalse();
    }

    @Test
    void a_damaged_note_is_no_process() {
        assertThat(ServerProcess.parse("")).isEmpty();
        assertThat(ServerProcess.parse("12")).isEmpty();
        assertThat(ServerProcess.parse("pid birth")).isEmpty();
    }

    @Test
    void the_shell_of_the_user_does_not_leak_in() throws Exception {
        Path log = folder.resolve("log");

        ServerProcess process =
                Launch.detached(
                        List.of("sh", "-c", "env; sleep 60"), Map.of("GIVEN", "yes"), folder, log);

        Await.ready("env", process, log, Duration.ofSeconds(10), () -> !LogTail.of(log).isEmpty());
        process.stop("TERM", Duration.ofSeconds(10));
        assertThat(LogTail.of(log).lines().map(line -> line.replaceAll("=.*", "")))
                .contains("GIVEN", "PATH")
                .isSubsetOf(
                        "GIVEN", "PATH", "HOME", "USER", "LOGNAME", "LANG", "TZ", "TMPDIR", "PWD",
                        "OLDPWD", "SHLVL", "_");
    }

    private ServerProcess start() throws Exception {
        return Launch.detached(
                List.of("sleep", "300"), Map.of(), folder, folder.resolve("sleep.log"));
    }
}
