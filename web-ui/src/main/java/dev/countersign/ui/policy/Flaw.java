package dev.countersign.ui.policy;

import dev.countersign.audit.api.Problem;
import dev.countersign.decision.api.PolicyWarning;
import dev.countersign.ui.text.YamlText;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Something that is wrong with a policy, with the place where it is.
 *
 * @param line from 1
 * @param column from 1
 * @param around the line and its neighbours; none if the text is not known
 */
public record Flaw(String file, int line, int column, String message, List<YamlText.Line> around) {

    /**
     * Those that a refusal lists; none if it is about something else.
     *
     * @param texts what was refused, by path
     */
    static List<Flaw> of(Problem refusal, Function<String, Optional<String>> texts) {
        return refusal.details().get("errors") instanceof Collection<?> errors
                ? of(errors.stream().flatMap(one -> place(one).stream()).toList(), texts)
                : List.of();
    }

    static List<Flaw> of(List<PolicyWarning> places, Function<String, Optional<String>> texts) {
        Map<String, Optional<YamlText>> sheets = new HashMap<>();
        return places.stream()
                .map(
                        place ->
                                of(
                                        place,
                                        sheets.computeIfAbsent(
                                                place.file(),
                                                file -> texts.apply(file).map(YamlText::of))))
                .toList();
    }

    private static Flaw of(PolicyWarning place, Optional<YamlText> sheet) {
        return new Flaw(
                place.file(),
                place.line(),
                place.column(),
                place.message(),
                sheet.map(text -> text.around(place.line())).orElse(List.of()));
    }

    /** As many blanks and tabs as stand before the column, for a mark below the line. */
    public String indent(YamlText.Line shown) {
        StringBuilder text = new StringBuilder();
        shown.parts().forEach(part -> part.pieces().forEach(piece -> text.append(piece.text())));
        return text.substring(0, Math.min(text.length(), Math.max(0, column - 1)))
                .replaceAll("[^\t]", " ");
    }

    private static Optional<PolicyWarning> place(Object error) {
        return error instanceof Map<?, ?> fields
                        && fields.get("file") instanceof String file
                        && fields.get("line") instanceof Number line
                        && fields.get("column") instanceof Number column
                        && fields.get("message") instanceof String message
                ? Optional.of(new PolicyWarning(file, line.intValue(), column.intValue(), message))
                : Optional.empty();
    }
}
