package dev.countersign.cli;

import dev.countersign.cli.terminal.Screen;
import dev.countersign.cli.terminal.Surroundings;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;

/** One command line that was run in a folder: what it said and how it ended. */
public record Ran(int status, String out, String err) {

    /** A Friday. */
    static final InstantSource NOON = InstantSource.fixed(Instant.parse("2026-11-20T12:00:00Z"));

    public static final Screen PAPER = new Screen(100, false);

    public static Ran in(Path folder, String... arguments) {
        return with(folder, PAPER, new byte[0], arguments);
    }

    public static Ran fed(Path folder, String input, String... arguments) {
        return with(folder, PAPER, input.getBytes(StandardCharsets.UTF_8), arguments);
    }

    public static Ran with(Path folder, Screen screen, byte[] input, String... arguments) {
        return with(folder, screen, input, Map.of(), arguments);
    }

    /** With these variables and no others. */
    public static Ran knowing(Map<String, String> environment, Path folder, String... arguments) {
        return with(folder, PAPER, new byte[0], environment, arguments);
    }

    private static Ran with(
            Path folder,
            Screen screen,
            byte[] input,
            Map<String, String> environment,
            String... arguments) {
        var out = new ByteArrayOutputStream();
        var err = new StringWriter();
        int status =
                AgentPolicy.run(
                        new Surroundings(
                                folder,
                                new ByteArrayInputStream(input),
                                new Surroundings.Output(out),
                                new PrintWriter(err, true),
                                screen,
                                NOON,
                                environment),
                        arguments);
        return new Ran(status, out.toString(StandardCharsets.UTF_8), err.toString());
    }
}
