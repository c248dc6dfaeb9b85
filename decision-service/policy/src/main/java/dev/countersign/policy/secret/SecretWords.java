package dev.countersign.policy.secret;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The words by which names are told; {@code secret-names.yml} says what each list is for. */
record SecretWords(
        List<String> hints,
        List<String> passwords,
        Set<String> noPass,
        List<String> tokens,
        Set<String> goingOn,
        Set<String> switching,
        Set<String> opening,
        Set<String> finding,
        Set<String> still,
        Set<String> about) {

    static final SecretWords WORDS = load();

    private static final String RESOURCE = "/dev/countersign/policy/secret-names.yml";

    private static SecretWords load() {
        try (InputStream in = SecretWords.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException(RESOURCE + " is missing");
            }
            var settings = LoadSettings.builder().setLabel(RESOURCE).build();
            return of((Map<?, ?>) new Load(settings).loadFromInputStream(in));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static SecretWords of(Map<?, ?> lists) {
        return new SecretWords(
                list(lists, "hints"),
                list(lists, "passwords"),
                Set.copyOf(list(lists, "no_pass")),
                list(lists, "tokens"),
                Set.copyOf(list(lists, "going_on")),
                Set.copyOf(list(lists, "switching")),
                Set.copyOf(list(lists, "opening")),
                Set.copyOf(list(lists, "finding")),
                Set.copyOf(list(lists, "still")),
                Set.copyOf(list(lists, "about")));
    }

    private static List<String> list(Map<?, ?> lists, String name) {
        if (!(lists.get(name) instanceof List<?> words)) {
            throw new IllegalStateException(RESOURCE + ": no list " + name);
        }
        return words.stream().map(String::valueOf).toList();
    }
}
