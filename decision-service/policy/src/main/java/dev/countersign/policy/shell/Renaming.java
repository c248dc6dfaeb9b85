package dev.countersign.policy.shell;

import dev.countersign.policy.action.Opacity;
import dev.countersign.policy.program.Programs;
import java.util.List;

/** Gives names of programs another meaning. */
final class Renaming {
    private final Call call;

    Renaming(Call call) {
        this.call = call;
    }

    String alias() {
        for (String word : call.arguments()) {
            int equals = word.indexOf('=');
            if (equals > 0) {
                if (Programs.isKnown(word.substring(0, equals))) {
                    call.environment().shadow();
                    call.opaque(Opacity.NAME_SHADOWED, word);
                }
                call.shellText(word.substring(equals + 1), "alias " + word.substring(0, equals));
            }
        }
        return "";
    }

    /** {@code hash -p file name} and {@code enable -n name}. */
    String hash() {
        if (call.usage().options().isEmpty() || call.usage().has("r")) {
            return "";
        }
        call.environment().shadow();
        call.opaque(Opacity.NAME_SHADOWED, String.join(" ", call.arguments()));
        if (call.usage().has("p") && !call.operands().isEmpty()) {
            String path = call.usage().values("p").stream().findFirst().orElse("");
            call.environment().define(call.operands().getFirst(), forwarding(path));
        }
        return "";
    }

    /** The command {@code path "$@"}. */
    private static Command forwarding(String path) {
        var everything = new Piece.DoubleQuoted(List.of(Piece.Parameter.plain("@")));
        Word program = Word.literal(path.substring(path.lastIndexOf('/') + 1), 0);
        return new Command.Simple(
                List.of(), List.of(program, new Word(List.of(everything), 0)), List.of(), 0);
    }
}
