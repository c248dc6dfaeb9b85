package dev.countersign.decision.decide;

import dev.countersign.decision.LineDiff;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a file tool would change, as a unified diff, as far as the call itself tells: where in the
 * file an edited text stands is not known, so its lines have no numbers.
 */
final class ProposedDiff {

    private static final String NOWHERE = "/dev/null";

    private final Map<String, Object> input;

    private ProposedDiff(Map<String, Object> input) {
        this.input = input;
    }

    /**
     * @param input the tool's arguments, masked
     * @return empty if the tool changes no file, or its arguments do not say how
     */
    static Optional<String> of(String tool, Map<String, Object> input) {
        var diff = new ProposedDiff(input);
        List<String> lines =
                switch (tool) {
                    case "Write" -> diff.written();
                    case "Edit" -> diff.edited(List.of(input));
                    case "MultiEdit" -> diff.edited(diff.edits());
                    case "NotebookEdit" -> diff.cell();
                    case "apply_patch" -> diff.patch();
                    default -> List.of();
                };
        return lines.isEmpty() ? Optional.empty() : Optional.of(String.join("\n", lines));
    }

    private List<String> written() {
        String file = file("file_path", "path");
        return text(input, "content")
                .map(now -> under(file, file, LineDiff.whole("", now)))
                .orElse(List.of());
    }

    private List<String> cell() {
        String file = file("notebook_path", "file_path");
        String cell = text(input, "cell_id").map(ProposedDiff::oneLine).orElse("");
        List<String> lines = new ArrayList<>();
        lines.add("@@ cell " + cell + " @@");
        lines.addAll(LineDiff.whole("", text(input, "new_source").orElse("")));
        return under(file, file, lines);
    }

    private List<String> edited(List<Map<?, ?>> edits) {
        List<String> lines = new ArrayList<>();
        for (Map<?, ?> edit : edits) {
            boolean everywhere = Boolean.TRUE.equals(edit.get("replace_all"));
            lines.add(everywhere ? "@@ wherever it stands @@" : "@@ at one place @@");
            lines.addAll(
                    LineDiff.whole(
                            text(edit, "old_string").orElse(""),
                            text(edit, "new_string").orElse("")));
        }
        String file = file("file_path", "path");
        return lines.isEmpty() ? List.of() : under(file, file, lines);
    }

    private List<Map<?, ?>> edits() {
        List<Map<?, ?>> edits = new ArrayList<>();
        if (input.get("edits") instanceof List<?> list) {
            for (Object one : list) {
                if (one instanceof Map<?, ?> edit) {
                    edits.add(edit);
                }
            }
        }
        return edits;
    }

    /** The agents' own form of a patch has other headers; its lines are those of a diff. */
    private List<String> patch() {
        return Stream.of("input", "patch", "command")
                .flatMap(name -> text(input, name).stream())
                .findFirst()
                .map(text -> Stream.of(text.split("\n", -1)).flatMap(ProposedDiff::line).toList())
                .orElse(List.of());
    }

    private static Stream<String> line(String line) {
        if (line.startsWith("*** Add File: ")) {
            return header(NOWHERE, line.substring("*** Add File: ".length()));
        }
        if (line.startsWith("*** Delete File: ")) {
            return header(line.substring("*** Delete File: ".length()), NOWHERE);
        }
        if (line.startsWith("*** Update File: ")) {
            String file = line.substring("*** Update File: ".length());
            return header(file, file);
        }
        return Stream.of(line);
    }

    private static List<String> under(String before, String after, List<String> lines) {
        return Stream.concat(header(before, after), lines.stream()).toList();
    }

    private static Stream<String> header(String before, String after) {
        return Stream.of("--- " + before, "+++ " + after);
    }

    private String file(String... names) {
        return Stream.of(names)
                .flatMap(name -> text(input, name).stream())
                .findFirst()
                .map(ProposedDiff::oneLine)
                .orElse("");
    }

    /** A name must not look like the lines of a change. */
    private static String oneLine(String name) {
        return name.replace("\n", "\\n");
    }

    private static Optional<String> text(Map<?, ?> from, String name) {
        return from.get(name) instanceof String value ? Optional.of(value) : Optional.empty();
    }
}
