package dev.countersign.approval.request;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.countersign.approval.api.ApprovalError;
import dev.countersign.runtime.Refused;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * JSON may leave out what a record's type promises. This finds the first gap, so that no rule meets
 * one.
 */
public final class Complete {

    private Complete() {}

    /**
     * @throws Refused INVALID_ORDER that names the gap, such as {@code proposer.operator}, or the
     *     text that cannot be kept
     */
    public static void require(@Nullable Record sent) {
        gap(sent, "")
                .ifPresent(
                        gap -> {
                            throw refused(gap);
                        });
    }

    /**
     * @return the text, if there is any and it can be kept
     * @throws Refused INVALID_ORDER
     */
    public static String text(String what, @Nullable String sent) {
        if (sent == null || sent.isBlank()) {
            throw refused(missing(what));
        }
        gap(sent, what)
                .ifPresent(
                        gap -> {
                            throw refused(gap);
                        });
        return sent;
    }

    private static Refused refused(String gap) {
        return new Refused(ApprovalError.INVALID_ORDER, gap);
    }

    private static String missing(String path) {
        return path.isEmpty() ? "The body is missing." : "'%s' is missing.".formatted(path);
    }

    private static Optional<String> gap(@Nullable Object value, String path) {
        return switch (value) {
            case null -> Optional.of(missing(path));
            case String text when !isStorable(text) ->
                    Optional.of(
                            "'%s' holds a null character or half a surrogate pair."
                                    .formatted(path));
            case Optional<?> some -> some.flatMap(it -> gap(it, path));
            case Collection<?> all ->
                    all.stream().flatMap(it -> gap(it, path + "[]").stream()).findFirst();
            case Record record -> gapIn(record, path);
            default -> Optional.empty();
        };
    }

    private static boolean isStorable(String text) {
        return text.indexOf('\0') < 0 && UTF_8.newEncoder().canEncode(text);
    }

    private static Optional<String> gapIn(Record record, String path) {
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            Optional<String> gap = gap(read(record, component), join(path, component.getName()));
            if (gap.isPresent()) {
                return gap;
            }
        }
        return Optional.empty();
    }

    private static @Nullable Object read(Record record, RecordComponent component) {
        try {
            return component.getAccessor().invoke(record);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String join(String path, String name) {
        String snake = name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
        return path.isEmpty() ? snake : path + "." + snake;
    }
}
