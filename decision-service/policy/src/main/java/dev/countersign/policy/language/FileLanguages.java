package dev.countersign.policy.language;

import dev.countersign.policy.match.NamePattern;
import dev.countersign.policy.match.NamePatterns;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Which names of files belong to which language. */
final class FileLanguages {
    private static final String RESOURCE = "/dev/countersign/policy/file-languages.yml";
    private static final Map<String, List<NamePattern>> BY_LANGUAGE = load();

    private FileLanguages() {}

    static Collection<String> all() {
        return BY_LANGUAGE.keySet();
    }

    static Optional<List<NamePattern>> of(String language) {
        return Optional.ofNullable(BY_LANGUAGE.get(language));
    }

    static NamePatterns names(List<List<NamePattern>> languages) {
        return new NamePatterns(languages.stream().flatMap(List::stream).toList());
    }

    private static Map<String, List<NamePattern>> load() {
        try (InputStream in = FileLanguages.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException(RESOURCE + " is missing");
            }
            var byLanguage = new LinkedHashMap<String, List<NamePattern>>();
            var table =
                    (Map<?, ?>)
                            new Load(LoadSettings.builder().setLabel(RESOURCE).build())
                                    .loadFromInputStream(in);
            table.forEach(
                    (language, names) ->
                            byLanguage.put(
                                    String.valueOf(language),
                                    ((List<?>) names)
                                            .stream()
                                                    .map(name -> new NamePattern("" + name))
                                                    .toList()));
            return byLanguage;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
