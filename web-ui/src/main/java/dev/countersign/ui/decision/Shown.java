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
 * @param pretends true if the command has letters that may pass for others
 */
public record Shown(
        List<Piece> summary,
        Optional<List<Piece>> command,
        Optional<DiffText> diff,
        List<Piece> input,
        boolean hides,
        boolean pretends) {

    private static final ObjectMapper JSON =
            new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    static Shown of(ShownAction action) {
        List<Piece> summary = VisibleText.of(action.summary());
        Optional<List<Piece>> command = action.command().map(CommandText::of);
        Optional<DiffText> diff = action.diff().map(DiffText::of);
        List<Piece> input = VisibleText.of(json(action));
        boolean hides =
                has(Piece.Kind.ESCAPED, summary)
                        || has(Piece.Kind.ESCAPED, input)
                        || command.filter(text -> has(Piece.Kind.ESCAPED, text)).isPresent()
                        || diff.filter(DiffText::hides).isPresent();
        boolean pretends = command.filter(text -> has(Piece.Kind.FOREIGN, text)).isPresent();
        return new Shown(summary, command, diff, input, hides, pretends);
    }

    private static boolean has(Piece.Kind kind, List<Piece> pieces) {
        return pieces.stream().anyMatch(piece -> piece.kind() == kind);
    }

    private static String json(ShownAction action) {
        try {
            return JSON.writeValueAsString(action.input());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("What was read as JSON is none", e);
        }
    }
}
