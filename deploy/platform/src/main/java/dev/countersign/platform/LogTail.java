package dev.countersign.platform;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** The end of a log, for the person whose service did not start. */
final class LogTail {
    private static final int LINES = 15;
    private static final Pattern STACK_FRAME = Pattern.compile("\\s+(at .*|\\.\\.\\. \\d+ more)");

    private LogTail() {}

    static String of(Path log) {
        try {
            List<String> lines =
                    new String(Files.readAllBytes(log), UTF_8)
                            .lines()
                            .filter(line -> !STACK_FRAME.matcher(line).matches())
                            .toList();
            return String.join(
                    "\n", lines.subList(Math.max(0, lines.size() - LINES), lines.size()));
        } catch (IOException unreadable) {
            return "(no log at " + log + ")";
        }
    }
}
