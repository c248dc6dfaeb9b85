package dev.countersign.policy.request;

import java.util.List;
import java.util.Optional;

/** Texts in an object of JSON. A name that stands twice counts twice: readers differ. */
public final class JsonTexts {
    private JsonTexts() {}

    public record Named(String name, String text) {}

    /**
     * The texts in the object of that name in the outermost one.
     *
     * @return empty if the text is no JSON
     */
    public static Optional<List<Named>> in(String object, String json) {
        return JsonReader.read(json).map(value -> texts(object, value));
    }

    private static List<Named> texts(String object, Json value) {
        return value instanceof Json.Entries all
                ? all.named(object).stream()
                        .filter(Json.Entries.class::isInstance)
                        .flatMap(inner -> ((Json.Entries) inner).entries().stream())
                        .filter(entry -> entry.value() instanceof Json.Text)
                        .map(entry -> new Named(entry.name(), ((Json.Text) entry.value()).text()))
                        .toList()
                : List.of();
    }
}
