package dev.countersign.bench;

import dev.countersign.policy.action.Action;
import dev.countersign.policy.condition.Circumstances;
import dev.countersign.policy.condition.Proposer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

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

    /** Who proposes them, in the middle of a session. */
    static Circumstances circumstances() {
        return Circumstances.in(ROOT)
                .by(Proposer.UNKNOWN.named("code-assistant-prod").in(Set.of("developers")));
    }

    /** Reading, writing and testing of files, each of another name in another folder. */
    Action nextUnseen() {
        int number = next++;
        String name = "f" + Integer.toString(number * 7919 & 0xffffff, 36);
        String folder = "services/" + Integer.toString(number * 31 & 0xffff, 36) + "-api";
        return bash(
                switch (number & 3) {
                    case 0 -> "cat " + folder + "/src/" + name + ".ts";
                    case 1 -> "sed -i s/a/b/ " + folder + "/src/" + name + ".ts";
                    case 2 -> "npm test -- " + folder + "/test/" + name + ".spec.ts";
                    default -> "cp docs/" + name + ".md " + folder + "/README.md";
                });
    }

    Action next() {
        return calls.get(Math.floorMod(next++, calls.size()));
    }
}
