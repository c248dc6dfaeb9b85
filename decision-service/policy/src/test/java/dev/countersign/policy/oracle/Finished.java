package dev.countersign.policy.oracle;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A program of this machine that has ended. */
record Finished(int status, byte[] output) {
    static Finished of(List<String> command) {
        return of(command, "");
    }

    static Finished of(List<String> command, String input) {
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            try (var in = process.getOutputStream()) {
                in.write(input.getBytes(StandardCharsets.UTF_8));
            } catch (IOException closed) {
                // A program may end without having read its input; its answer is what counts.
            }
            byte[] output = process.getInputStream().readAllBytes();
            return new Finished(process.waitFor(), output);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    String text() {
        return new String(output, StandardCharsets.UTF_8);
    }
}
