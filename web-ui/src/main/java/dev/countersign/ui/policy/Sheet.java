package dev.countersign.ui.policy;

import dev.countersign.decision.api.PolicyContents;
import dev.countersign.decision.api.PolicyLayer;
import dev.countersign.ui.text.YamlText;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A policy file as it is shown.
 *
 * @param number of the file in its page, from 1; its lines are {@code f1-12} there
 */
public record Sheet(int number, String path, Optional<PolicyLayer> layer, YamlText text) {

    static Sheet of(String path, String text) {
        return new Sheet(1, path, Optional.empty(), YamlText.of(text));
    }

    static List<Sheet> of(PolicyContents contents) {
        return IntStream.range(0, contents.files().size())
                .mapToObj(i -> of(i + 1, contents.files().get(i)))
                .toList();
    }

    private static Sheet of(int number, PolicyContents.File file) {
        return new Sheet(number, file.path(), file.layer(), YamlText.of(file.text()));
    }
}
