package dev.countersign.policy.language;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.Node;

/** Collects what is wrong in one file. */
final class Errors {
    private final String file;
    private final String text;
    private final List<PolicyError> found = new ArrayList<>();

    Errors(String file, String text) {
        this.file = file;
        this.text = text;
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

    /**
     * Where a character of a scalar stands; the beginning of the scalar when it cannot be told.
     *
     * @param value what YAML made of the scalar
     * @param position in the value, in code points from 0
     */
    Source source(Node node, String value, int position) {
        OptionalInt at =
                node.getStartMark()
                        .map(mark -> new ScalarPlaces(text, mark.getIndex(), value).at(position))
                        .orElse(OptionalInt.empty());
        return at.isEmpty() ? source(node) : source(text.offsetByCodePoints(0, at.getAsInt()));
    }

    private Source source(int index) {
        int start = text.lastIndexOf('\n', index - 1) + 1;
        int line = (int) text.substring(0, index).chars().filter(c -> c == '\n').count() + 1;
        return new Source(file, line, text.codePointCount(start, index) + 1);
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
