package dev.countersign.policy.language;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.Node;

/** Collects what is wrong in one file. */
final class Errors {
    private final String file;
    private final List<PolicyError> found = new ArrayList<>();

    Errors(String file) {
        this.file = file;
    }

    void at(Node node, String message) {
        at(node.getStartMark(), message);
    }

    void at(Optional<Mark> mark, String message) {
        found.add(
                new PolicyError(
                        mark.map(Mark::getLine).orElse(0) + 1,
                        mark.map(Mark::getColumn).orElse(0) + 1,
                        message));
    }

    void at(Source source, String message) {
        found.add(new PolicyError(source.line(), source.column(), message));
    }

    Source source(Node node) {
        return new Source(
                file,
                node.getStartMark().map(Mark::getLine).orElse(0) + 1,
                node.getStartMark().map(Mark::getColumn).orElse(0) + 1);
    }

    /** Ends the reading when there was any error. */
    void throwIfAny() {
        if (!found.isEmpty()) {
            var inOrder =
                    found.stream()
                            .distinct()
                            .sorted(
                                    Comparator.comparingInt(PolicyError::line)
                                            .thenComparingInt(PolicyError::column))
                            .toList();
            throw new PolicyErrors(file, inOrder);
        }
    }
}
