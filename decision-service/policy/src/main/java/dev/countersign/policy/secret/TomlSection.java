package dev.countersign.policy.secret;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** One table of a rule file, asked for what it should hold; what it holds instead is an error. */
final class TomlSection {

    private final Toml.Table table;
    private final RuleFileReading reading;

    TomlSection(Toml.Table table, RuleFileReading reading) {
        this.table = table;
        this.reading = reading;
    }

    boolean has(String key) {
        return table.values().containsKey(key);
    }

    OptionalInt place(String key) {
        Integer at = table.places().get(key);
        return at == null ? OptionalInt.empty() : OptionalInt.of(at);
    }

    void wrong(String message) {
        reading.wrong(table.at(), message);
    }

    void wrong(String key, String message) {
        reading.wrong(place(key).orElse(table.at()), message);
    }

    void onlyKnows(Set<String> keys) {
        for (String key : table.places().keySet()) {
            if (!keys.contains(key)) {
                wrong(
                        key,
                        "\"%s\" is not known here; known are %s"
                                .formatted(key, String.join(", ", new TreeSet<>(keys))));
            }
        }
    }

    Optional<String> text(String key) {
        return asText(table.values().get(key)).map(Toml.Text::value);
    }

    /** The word, or the usual one when none is given or it is none of these. */
    String oneOf(String key, String usual, String... words) {
        Optional<String> given = text(key);
        for (String word : words) {
            if (word.equalsIgnoreCase(given.orElse(usual))) {
                return word;
            }
        }
        wrong(key, "\"%s\" takes one of %s".formatted(key, String.join(", ", words)));
        return usual;
    }

    List<String> texts(String key) {
        return items(key).stream().map(Toml.Text::value).toList();
    }

    /** In lower case; an empty one would be in every text. */
    List<String> words(String key) {
        var words = new ArrayList<String>();
        for (Toml.Text text : items(key)) {
            if (text.value().isEmpty()) {
                reading.wrong(text.at(), "an empty word is in every text");
            } else {
                words.add(text.value().toLowerCase(Locale.ROOT));
            }
        }
        return words;
    }

    Optional<Pattern> regex(String key) {
        return asText(table.values().get(key)).flatMap(this::compiled);
    }

    List<Pattern> regexes(String key) {
        return items(key).stream().flatMap(text -> compiled(text).stream()).toList();
    }

    /** A number from 0 up; 0 when none is given. */
    double number(String key) {
        return switch (table.values().get(key)) {
            case null -> 0;
            case Toml.Number number when number.value() >= 0 -> number.value();
            case Toml other -> {
                reading.wrong(other.at(), "\"%s\" takes a number from 0 up".formatted(key));
                yield 0;
            }
        };
    }

    int whole(String key) {
        if (table.values().get(key) instanceof Toml.Number number && !number.whole()) {
            reading.wrong(number.at(), "\"%s\" takes a whole number".formatted(key));
        }
        return (int) number(key);
    }

    Optional<TomlSection> table(String key) {
        return switch (table.values().get(key)) {
            case null -> Optional.empty();
            case Toml.Table inner -> Optional.of(new TomlSection(inner, reading));
            case Toml other -> {
                reading.wrong(other.at(), "\"%s\" is one table: [%s]".formatted(key, key));
                yield Optional.empty();
            }
        };
    }

    List<TomlSection> tables(String key) {
        var sections = new ArrayList<TomlSection>();
        switch (table.values().get(key)) {
            case null -> {}
            case Toml.Array array -> {
                for (Toml item : array.items()) {
                    if (item instanceof Toml.Table inner) {
                        sections.add(new TomlSection(inner, reading));
                    } else {
                        reading.wrong(item.at(), "a table is expected here");
                    }
                }
            }
            case Toml other ->
                    reading.wrong(
                            other.at(), "\"%s\" is a list of tables: [[%s]]".formatted(key, key));
        }
        return sections;
    }

    private List<Toml.Text> items(String key) {
        var items = new ArrayList<Toml.Text>();
        switch (table.values().get(key)) {
            case null -> {}
            case Toml.Array array ->
                    array.items().forEach(item -> asText(item).ifPresent(items::add));
            case Toml other ->
                    reading.wrong(other.at(), "\"%s\" takes a list of texts".formatted(key));
        }
        return items;
    }

    private Optional<Toml.Text> asText(@Nullable Toml value) {
        return switch (value) {
            case null -> Optional.empty();
            case Toml.Text text -> Optional.of(text);
            case Toml other -> {
                reading.wrong(other.at(), "a text is expected here");
                yield Optional.empty();
            }
        };
    }

    /**
     * RE2/J knows the syntax of Go's expressions. What it refuses, look-around and back-references
     * above all, would need time without a limit, and Go refuses it as well.
     */
    private Optional<Pattern> compiled(Toml.Text text) {
        try {
            return Optional.of(Pattern.compile(text.value()));
        } catch (PatternSyntaxException e) {
            String part = String.valueOf(e.getPattern());
            int within = text.literal() ? Math.max(0, text.value().indexOf(part)) : 0;
            reading.wrong(
                    text.inner() + within,
                    "no expression in the syntax of RE2: %s: %s"
                            .formatted(e.getDescription(), part));
            return Optional.empty();
        }
    }
}
