package dev.countersign.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * The memory of a process and those it started, where the system tells it (Linux). Pages that
 * several processes share are counted once in total, which matters for PostgreSQL.
 */
final class Memory {
    private Memory() {}

    static OptionalLong kibibytes(ServerProcess process) {
        return process.handle()
                .map(
                        handle ->
                                Stream.concat(Stream.of(handle), handle.descendants())
                                        .map(each -> share(each.pid()))
                                        .flatMap(Optional::stream)
                                        .mapToLong(Long::longValue)
                                        .reduce(Long::sum))
                .orElse(OptionalLong.empty());
    }

    private static Optional<Long> share(long pid) {
        return value(Path.of("/proc/" + pid + "/smaps_rollup"), "Pss:")
                .or(() -> value(Path.of("/proc/" + pid + "/status"), "VmRSS:"));
    }

    private static Optional<Long> value(Path file, String name) {
        try {
            return Files.readAllLines(file).stream()
                    .filter(line -> line.startsWith(name))
                    .map(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst();
        } catch (IOException untold) {
            return Optional.empty();
        }
    }
}
