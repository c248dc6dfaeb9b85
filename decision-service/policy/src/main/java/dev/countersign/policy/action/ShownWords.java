package dev.countersign.policy.action;

import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The words of a command as people may see them. Nobody looks at most commands, so the secrets are
 * taken out when somebody does; whoever looks at the same time finds the same.
 */
public final class ShownWords {
    private final List<String> words;
    private final UnaryOperator<List<String>> masking;
    private volatile @Nullable List<String> shown;

    /**
     * @param masking gives as many words as it is given, without secrets
     */
    public ShownWords(List<String> words, UnaryOperator<List<String>> masking) {
        this.words = words;
        this.masking = masking;
    }

    public String at(int place) {
        List<String> masked = shown;
        if (masked == null) {
            masked = masking.apply(words);
            shown = masked;
        }
        return masked.get(place);
    }
}
