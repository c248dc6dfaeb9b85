package dev.countersign.policy.language;

import dev.countersign.policy.action.Access;
import dev.countersign.policy.action.Opacity;
import dev.countersign.policy.action.Reach;
import dev.countersign.policy.action.Tag;
import dev.countersign.policy.history.Labels;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The closed sets of words of the language. */
final class Words {
    static final List<String> EFFECTS = Stream.of(Effect.values()).map(Effect::id).toList();
    static final List<String> ACCESSES = Stream.of(Access.values()).map(Access::id).toList();
    static final List<String> OPACITIES = Stream.of(Opacity.values()).map(Opacity::id).toList();
    static final List<String> TAGS = Stream.of(Tag.values()).map(Tag::id).toList();
    static final List<String> REACHES = Stream.of(Reach.How.values()).map(Reach.How::id).toList();

    /** Of the last one only the beginning is a word. */
    static final List<String> LABELS =
            Stream.concat(Labels.WORDS.stream(), Stream.of(Labels.WROTE)).toList();

    private Words() {}

    /** {@code write} means every change, {@code read} every reading. */
    static Optional<List<Access>> access(String word) {
        return switch (word) {
            case "write" ->
                    Optional.of(Stream.of(Access.values()).filter(Access::changes).toList());
            case "read" -> Optional.of(List.of(Access.READ, Access.READ_TREE));
            case "delete" -> Optional.of(List.of(Access.DELETE, Access.DELETE_TREE));
            default ->
                    Stream.of(Access.values())
                            .filter(access -> access.id().equals(word))
                            .findFirst()
                            .map(List::of);
        };
    }

    static Optional<Opacity> opacity(String word) {
        return Stream.of(Opacity.values()).filter(reason -> reason.id().equals(word)).findFirst();
    }

    static Optional<Reach.How> reach(String word) {
        return Stream.of(Reach.How.values()).filter(how -> how.id().equals(word)).findFirst();
    }
}
