package dev.countersign.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The servers that all test processes of one Maven build share. The first test that needs one
 * starts it, the others find it by its state file; {@link BuildWatch} ends them when the build is
 * gone, however it ended.
 */
final class BuildServers {
    interface Starter {
        /** Starts the server with its files in the folder and returns when it is ready. */
        Started start(Path folder) throws IOException, InterruptedException;
    }

    record Started(int port, ServerProcess process) {
        @Override
        public String toString() {
            return port + " " + process;
        }

        static Optional<Started> read(Path file) throws IOException {
            if (!Files.exists(file)) {
                return Optional.empty();
            }
            String text = Files.readString(file);
            int space = text.indexOf(' ');
            return ServerProcess.parse(text.substring(space + 1))
                    .map(process -> new Started(Integer.parseInt(text, 0, space, 10), process));
        }
    }

    static final String STATE = ".state";
    private static final Duration END = Duration.ofSeconds(20);

    private BuildServers() {}

    /** The port of this build's server of that name, started now if no test needed it before. */
    static int port(String name, Starter starter) {
        ServerProcess build = build();
        Path folder = all().resolve(build.pid() + "-" + Integer.toHexString(build.hashCode()));
        try {
            return FileLocked.run(
                    all().resolve(folder.getFileName() + ".lock"),
                    () -> {
                        FileTree.createPrivate(folder);
                        watch(build, folder);
                        return running(folder, name, starter).port();
                    });
        } catch (IOException e) {
            throw new PlatformFailure("Cannot start " + name + " for the tests: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PlatformFailure("Interrupted while starting " + name, e);
        }
    }

    private static Started running(Path folder, String name, Starter starter)
            throws IOException, InterruptedException {
        Path state = folder.resolve(name + STATE);
        Optional<Started> before = Started.read(state);
        if (before.isPresent() && before.get().process().isRunning()) {
            return before.get();
        }
        Path files = folder.resolve(name);
        FileTree.delete(files);
        FileTree.createPrivate(files);
        Started started = starter.start(files);
        Path written = folder.resolve(name + ".new");
        Files.writeString(written, started.toString());
        Files.move(written, state, StandardCopyOption.ATOMIC_MOVE);
        return started;
    }

    private static void watch(ServerProcess build, Path folder) throws IOException {
        Path state = folder.resolve("watch.pid");
        if (Files.exists(state)
                && ServerProcess.parse(Files.readString(state))
                        .filter(ServerProcess::isRunning)
                        .isPresent()) {
            return;
        }
        removeAbandoned();
        List<String> line = new ArrayList<>();
        line.add(Launch.java());
        line.addAll(List.of("-Xmx24m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        line.addAll(List.of("-cp", Checkout.built().resolve("classes").toString()));
        line.add(BuildWatch.class.getName());
        line.addAll(List.of(build.toString(), folder.toString()));
        ServerProcess watch = Launch.detached(line, Map.of(), all(), folder.resolve("watch.log"));
        Files.writeString(state, watch.toString());
    }

    /** What is left of builds whose watch was killed too. */
    private static void removeAbandoned() throws IOException {
        List<Path> folders;
        try (Stream<Path> list = Files.list(all())) {
            folders = list.filter(Files::isDirectory).toList();
        }
        for (Path folder : folders) {
            Path watch = folder.resolve("watch.pid");
            if (Files.exists(watch)
                    && ServerProcess.parse(Files.readString(watch))
                            .filter(ServerProcess::isRunning)
                            .isEmpty()) {
                end(folder);
            }
        }
    }

    /** Ends the servers of a build and removes all they wrote. */
    static void end(Path folder) throws IOException {
        List<Path> states;
        try (Stream<Path> list = Files.list(folder)) {
            states = list.filter(file -> file.toString().endsWith(STATE)).toList();
        }
        for (Path state : states) {
            Optional<Started> started = Started.read(state);
            if (started.isPresent()) {
                started.get().process().stop("TERM", END);
            }
        }
        FileTree.delete(folder);
        Files.deleteIfExists(folder.resolveSibling(folder.getFileName() + ".lock"));
    }

    /** Maven, which is the closest Java process above us; without one (IDE) we are the build. */
    private static ServerProcess build() {
        ProcessHandle self = ProcessHandle.current();
        Optional<ProcessHandle> above = self.parent();
        while (above.isPresent() && !isJava(above.get())) {
            above = above.get().parent();
        }
        return above.flatMap(handle -> ServerProcess.running(handle.pid()))
                .or(() -> ServerProcess.running(self.pid()))
                .orElseThrow();
    }

    private static boolean isJava(ProcessHandle handle) {
        return handle.info().command().filter(command -> command.endsWith("/java")).isPresent();
    }

    private static Path all() {
        return Checkout.cache().resolve("builds");
    }
}
