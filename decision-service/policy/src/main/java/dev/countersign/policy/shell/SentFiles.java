package dev.countersign.policy.shell;

import dev.countersign.policy.program.Reading;
import dev.countersign.policy.program.Role;
import java.util.List;
import java.util.stream.Stream;

/** The files whose content a value of a client of the web stands for. */
final class SentFiles {
    private SentFiles() {}

    static List<String> of(Reading.Part part) {
        String text = part.text();
        if (part.role() == Role.HEADER) {
            return text.startsWith("@") ? List.of(text.substring(1)) : List.of();
        }
        if (part.role() == Role.COOKIE) {
            return text.indexOf('=') < 0 && !text.isEmpty() ? List.of(text) : List.of();
        }
        return body(text);
    }

    /** {@code @file}, {@code name=@file}, {@code name=<file} and {@code name@file}. */
    private static List<String> body(String text) {
        int sign = text.indexOf('@');
        int from = text.indexOf("=<");
        if (sign == 0 || sign > 0 && isFieldName(text.substring(0, sign))) {
            return paths(text.substring(sign + 1));
        }
        return from > 0 && isFieldName(text.substring(0, from))
                ? paths(text.substring(from + 2))
                : List.of();
    }

    private static List<String> paths(String rest) {
        return Stream.of(rest.split(";", 2)[0].split(","))
                .map(path -> path.startsWith("@") ? path.substring(1) : path)
                .toList();
    }

    private static boolean isFieldName(String text) {
        return text.matches("[A-Za-z0-9_.\\[\\]-]+=?");
    }
}
