package dev.countersign.ui.decision;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.countersign.approval.api.ShownAction;
import dev.countersign.ui.text.CommandText;
import dev.countersign.ui.text.DiffText;
import dev.countersign.ui.text.Piece;
import dev.countersign.ui.text.VisibleText;
import java.util.List;
import java.util.Optional;

/**
 * The literal action, fit for eyes and complete.
 *
 * @param input the tool's arguments as JSON
 * @param hides true if some character in it had to be written as an escape
 */
public record Shown(
        List<Piece> summary,
        Optional<List<Piece>> command,
        Optional<DiffText> diff,
        List<Piece> input,
        boolean hides) {

    private static final ObjectMapper JSON =
            new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    static Shown of(ShownAction action) {
        List<Piece> summary = VisibleText.of(action.summary());
        Optional<List<Piece>> command = action.command().map(CommandText::of);
        Optional<DiffText> diff = action.diff().map(DiffText::of);
        List<Piece> input = VisibleText.of(json(action));
        boolean hides =
                hides(summary)
                        || hides(input)
                        || command.filter(Shown::hides).isPresent()
                        || diff.filter(
                                        text ->
                                                text.lines().stream()
                                                        .anyMatch(l -> hides(l.pieces())))
                                .isPresent();
        return new Shown(summary, command, diff, input, hides);
    }

    private static boolean hides(List<Piece> pieces) {
        return pieces.stream().anyMatch(piece -> piece.kind() == Piece.Kind.ESCAPED);
    }

    private static String json(ShownAction action) {
        try {
            return JSON.writeValueAsString(action.input());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("What was read as JSON is none", e);
        }
    }
}
