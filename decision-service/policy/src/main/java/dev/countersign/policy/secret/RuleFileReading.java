package dev.countersign.policy.secret;

import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong in one file of rules, with the line and column of each place. */
final class RuleFileReading {

    private final String file;
    private final String text;
    private final List<RuleFileError> found = new ArrayList<>();

    RuleFileReading(String file, String text) {
        this.file = file;
        this.text = text;
    }

    void wrong(int at, String message) {
        int place = Math.min(at, text.length());
        int line = 1 + (int) text.substring(0, place).chars().filter(c -> c == '\n').count();
        int column = place - text.lastIndexOf('\n', place - 1);
        found.add(new RuleFileError(line, column, message));
    }

    void throwIfAny() {
        if (!found.isEmpty()) {
            throw errors();
        }
    }

    RuleFileErrors errors() {
        return new RuleFileErrors(file, found);
    }
}
