package dev.countersign.bench;

import dev.countersign.policy.action.Action;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Commands as agents propose them all day, in the order of their file, again and again. */
final class OrdinaryCalls {
    static final String ROOT = "/home/dave/app";

    private final List<Action> calls;
    private int next;

    OrdinaryCalls() {
        try (InputStream lines = OrdinaryCalls.class.getResourceAsStream("ordinary.txt")) {
            String text =
                    new String(
                            Objects.requireNonNull(lines, "ordinary.txt").readAllBytes(),
                            StandardCharsets.UTF_8);
            calls = text.lines().map(OrdinaryCalls::bash).toList();
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    static Action bash(String command) {
        return new Action("Bash", Map.of("command", command), ROOT, "s-1");
    }

    Action next() {
        next = next + 1 == calls.size() ? 0 : next + 1;
        return calls.get(next);
    }
}
