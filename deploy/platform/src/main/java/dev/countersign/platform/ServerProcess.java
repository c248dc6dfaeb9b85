package dev.countersign.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A process that we started, told apart from any later one that got the same number by the moment
 * at which it started.
 *
 * @param pid number of the process
 * @param birth when it started, in a form that only equals itself
 */
record ServerProcess(long pid, String birth) {
    private static final int FIELDS_BEFORE_START_TIME_AFTER_NAME = 19;

    /** The process of this number that runs now, if one does. */
    static Optional<ServerProcess> running(long pid) {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .flatMap(handle -> birth(handle).map(birth -> new ServerProcess(pid, birth)));
    }

    /** Reads what {@link #toString} wrote. */
    static Optional<ServerProcess> parse(String text) {
        List<String> words = List.of(text.strip().split(" ", 2));
        if (words.size() != 2 || !words.get(0).matches("\\d{1,18}")) {
            return Optional.empty();
        }
        return Optional.of(new ServerProcess(Long.parseLong(words.get(0)), words.get(1)));
    }

    boolean isRunning() {
        return handle().isPresent();
    }

    /**
     * Asks the process to end and waits; after the deadline it is killed.
     *
     * @param signal name of the signal that asks, such as {@code TERM}
     */
    void stop(String signal, Duration deadline) throws IOException {
        if (isRunning()) {
            // Java itself can only send TERM and KILL.
            new ProcessBuilder("sh", "-c", "kill -s \"$1\" \"$2\"", "sh", signal, pid + "")
                    .start()
                    .onExit()
                    .join();
        }
        if (!awaitEnd(deadline)) {
            handle().ifPresent(ProcessHandle::destroyForcibly);
            awaitEnd(Duration.ofSeconds(5));
        }
    }

    /** Whether the process had ended before the deadline. */
    boolean awaitEnd(Duration deadline) {
        Optional<ProcessHandle> handle = handle();
        if (handle.isEmpty()) {
            return true;
        }
        try {
            handle.get().onExit().get(deadline.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException stillRunning) {
            return false;
        } catch (ExecutionException e) {
            return !isRunning();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    Optional<ProcessHandle> handle() {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(handle -> birth(handle).equals(Optional.of(birth)));
    }

    @Override
    public String toString() {
        return pid + " " + birth;
    }

    /**
     * On Linux the kernel's own count of ticks since boot, because the clock time that Java derives
     * from it moves when the clock is set, and a running service would then look like a stranger.
     */
    private static Optional<String> birth(ProcessHandle handle) {
        Path stat = Path.of("/proc", Long.toString(handle.pid()), "stat");
        Path boot = Path.of("/proc/sys/kernel/random/boot_id");
        try {
            if (Files.isReadable(boot)) {
                String line = Files.readString(stat);
                List<String> fields =
                        List.of(line.substring(line.lastIndexOf(')') + 2).split(" ", -1));
                return Optional.of(
                        fields.get(FIELDS_BEFORE_START_TIME_AFTER_NAME)
                                + "@"
                                + Files.readString(boot).strip());
            }
        } catch (IOException ended) {
            return Optional.empty();
        }
        return handle.info().startInstant().map(start -> Long.toString(start.toEpochMilli()));
    }
}
