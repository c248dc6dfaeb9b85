package dev.countersign.policy.shell;

import java.util.List;

/** {@code while read name}: a loop that takes its input line by line. */
final class ReadLoop {
    private static final int MOST = 50;

    private ReadLoop() {}

    /** The input for each round that is examined: one for each line, or all of it once. */
    static List<Flow> parts(Command.Branches branches, Flow input) {
        List<String> lines = input.text().lines().distinct().limit(MOST).toList();
        return input.given() && lines.size() > 1 && reads(branches)
                ? lines.stream().map(Flow::of).toList()
                : List.of(input);
    }

    private static boolean reads(Command.Branches branches) {
        return branches.blocks().getFirst().stream()
                .anyMatch(
                        command ->
                                command instanceof Command.Simple simple
                                        && !simple.words().isEmpty()
                                        && simple.words().getFirst().plain().equals("read"));
    }
}
