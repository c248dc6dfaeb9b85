package dev.countersign.runtime;

import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.ParamConverter;
import jakarta.ws.rs.ext.ParamConverterProvider;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads numbers and words in the query of an address, words in any case. Of one that does not fit,
 * Jakarta REST would say that there is nothing at this address; {@link Problems} says what fits.
 */
@Provider
public class Parameters implements ParamConverterProvider {

    @Override
    @SuppressWarnings("unchecked")
    public <T> @Nullable ParamConverter<T> getConverter(
            Class<T> type, Type generic, Annotation[] annotations) {
        if (type == int.class || type == Integer.class) {
            return new Converter<>(text -> (T) number(text));
        }
        return type.isEnum() ? new Converter<>(text -> word(type.getEnumConstants(), text)) : null;
    }

    private static Integer number(String text) {
        try {
            return Integer.valueOf(text);
        } catch (NumberFormatException e) {
            throw new Misfit(text, "a whole number");
        }
    }

    private static <T> T word(T[] all, String text) {
        return Stream.of(all)
                .filter(one -> one.toString().equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() -> new Misfit(text, "one of " + list(all)));
    }

    private static <T> String list(T[] all) {
        return Stream.of(all).map(Object::toString).collect(Collectors.joining(", "));
    }

    private record Converter<T>(Function<String, T> reading) implements ParamConverter<T> {

        @Override
        public @Nullable T fromString(@Nullable String text) {
            return text == null ? null : reading.apply(text);
        }

        @Override
        public String toString(T value) {
            return value.toString();
        }
    }

    /** A value that does not fit. Which parameter it is of is not known where values are read. */
    static final class Misfit extends RuntimeException {

        private final String value;
        private final String fits;

        Misfit(String value, String fits) {
            super(value, null, false, false);
            this.value = value;
            this.fits = fits;
        }

        Refused in(MultivaluedMap<String, String> query) {
            String name =
                    query.entrySet().stream()
                            .filter(one -> one.getValue().contains(value))
                            .map(Map.Entry::getKey)
                            .findFirst()
                            .orElse("a parameter");
            return new Refused(
                    HttpError.INVALID_VALUE,
                    "'%s' takes %s, and '%s' is none.".formatted(name, fits, value));
        }
    }
}
