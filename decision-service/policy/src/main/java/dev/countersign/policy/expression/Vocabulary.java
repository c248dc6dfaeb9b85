package dev.countersign.policy.expression;

import dev.countersign.policy.action.Access;
import dev.countersign.policy.action.Tag;
import dev.countersign.policy.history.Labels;
import dev.countersign.policy.language.DidYouMean;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Lists that hold words of the policy language: asking for another word would never be true. */
final class Vocabulary {
    private Vocabulary() {}

    /** What is wrong with asking whether the word is in the list. */
    static Optional<String> wrong(String word, Variable list) {
        return switch (list) {
            case EFFECTS -> unless(word, "effect", Stream.of(Tag.values()).map(Tag::id).toList());
            case ACCESS ->
                    unless(word, "access", Stream.of(Access.values()).map(Access::id).toList());
            case SESSION_LABELS ->
                    word.startsWith(Labels.WROTE)
                            ? Optional.empty()
                            : unless(word, "label", Labels.WORDS);
            default -> Optional.empty();
        };
    }

    private static Optional<String> unless(String word, String kind, List<String> known) {
        return known.contains(word)
                ? Optional.empty()
                : Optional.of(
                        "no "
                                + kind
                                + " is called \""
                                + word
                                + "\""
                                + DidYouMean.hint(word, known));
    }
}
