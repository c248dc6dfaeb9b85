package dev.countersign.policy.replay;

import dev.countersign.policy.action.Action;
import dev.countersign.policy.action.Wild;
import dev.countersign.policy.masking.Masker;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A masked call as text that is known in part. A secret counts as one word of which nothing else is
 * known: nearly all are, and as unknown text every call with one could be anything.
 */
final class UnknownParts {
    private static final Pattern MASK = Pattern.compile("‹masked[^›]*›");
    private static final String UNKNOWN = String.valueOf(Wild.TAME);

    private UnknownParts() {}

    static boolean in(Action action) {
        return isMasked(action.cwd()) || isMasked(action.input());
    }

    static Action of(Action action) {
        var input = new LinkedHashMap<String, Object>();
        action.input().forEach((name, value) -> input.put(text(name), value(value)));
        return new Action(action.tool(), input, text(action.cwd()), action.session());
    }

    private static boolean isMasked(@Nullable Object value) {
        return switch (value) {
            case String text -> Masker.hasMask(text);
            case Map<?, ?> map ->
                    map.entrySet().stream()
                            .anyMatch(
                                    entry ->
                                            isMasked(entry.getKey()) || isMasked(entry.getValue()));
            case List<?> list -> list.stream().anyMatch(UnknownParts::isMasked);
            case null, default -> false;
        };
    }

    private static Object value(Object value) {
        return switch (value) {
            case String text -> text(text);
            case Map<?, ?> map -> {
                var known = new LinkedHashMap<String, @Nullable Object>();
                map.forEach((name, inner) -> known.put(text(String.valueOf(name)), orNull(inner)));
                yield known;
            }
            case List<?> list -> list.stream().<@Nullable Object>map(UnknownParts::orNull).toList();
            default -> value;
        };
    }

    private static @Nullable Object orNull(@Nullable Object value) {
        return value == null ? null : value(value);
    }

    private static String text(String text) {
        return MASK.matcher(text).replaceAll(UNKNOWN);
    }
}
