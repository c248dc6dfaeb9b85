package dev.countersign.platform;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Starts processes that outlive this one, the terminal and its Ctrl-C. */
final class Launch {
    /** What a server may see of the shell that started it; anything else would be a surprise. */
    private static final List<String> INHERITED =
            List.of("PATH", "HOME", "USER", "LOGNAME", "LANG", "TZ", "TMPDIR");

    private Launch() {}

    /**
     * Starts a command in a session of its own with its output appended to a log.
     *
     * @param environment added to the little that is passed on from this process
     */
    static ServerProcess detached(
            List<String> command, Map<String, String> environment, Path folder, Path log)
            throws IOException {
        List<String> line = new ArrayList<>();
        // Without setsid (macOS) only the hang-up must be survived.
        line.add(onPath("setsid").orElse("nohup"));
        line.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(line).directory(folder.toFile());
        builder.environment().keySet().retainAll(INHERITED);
        builder.environment().putAll(environment);
        builder.redirectInput(Path.of("/dev/null").toFile());
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.redirectErrorStream(true);
        long pid = builder.start().pid();
        return ServerProcess.running(pid)
                .orElseThrow(
                        () ->
                                new PlatformFailure(
                                        command.get(0)
                                                + " ended at once; see "
                                                + log
                                                + System.lineSeparator()
                                                + LogTail.of(log)));
    }

    /** Runs a command to its end; its output goes into the failure when it does not succeed. */
    static String toEnd(List<String> command, Map<String, String> environment)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().retainAll(INHERITED);
        builder.environment().putAll(environment);
        builder.redirectInput(Path.of("/dev/null").toFile());
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        if (process.waitFor() != 0) {
            throw new PlatformFailure(String.join(" ", command) + " failed:\n" + output);
        }
        return output;
    }

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    static Optional<String> onPath(String program) {
        String path = System.getenv().getOrDefault("PATH", "/usr/bin:/bin");
        for (String folder : path.split(":", -1)) {
            Path file = Path.of(folder.isEmpty() ? "." : folder, program);
            if (Files.isExecutable(file)) {
                return Optional.of(file.toString());
            }
        }
        return Optional.empty();
    }
}
