package dev.countersign.policy.expression;

import dev.cel.common.types.CelType;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelFunctionOverload;
import dev.countersign.policy.action.Wild;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The functions of CEL that look into texts and lists, with two differences: a text may be known in
 * part, and what they cost is counted.
 */
final class TextFunctions {
    private TextFunctions() {}

    static List<CelFunctionBinding> bindings() {
        var all = new ArrayList<CelFunctionBinding>();
        for (CelType type : Language.COMPARED) {
            all.add(comparison("equals_", type, (a, b) -> told(same(a, b))));
            all.add(comparison("not_equals_", type, (a, b) -> !told(same(a, b))));
        }
        all.add(of("in_texts", Object.class, List.class, TextFunctions::isIn));
        all.add(of("in_numbers", Object.class, List.class, TextFunctions::isIn));
        all.addAll(ofTexts());
        return all;
    }

    private static CelFunctionBinding comparison(
            String id, CelType type, CelFunctionOverload.Binary<Object, Object> function) {
        return of(id + type.name(), Object.class, Object.class, function);
    }

    private static List<CelFunctionBinding> ofTexts() {
        return List.of(
                of("add_string", String.class, String.class, TextFunctions::joined),
                of("contains_string", String.class, String.class, TextFunctions::contains),
                of("starts_with_string", String.class, String.class, TextFunctions::startsWith),
                of("ends_with_string", String.class, String.class, TextFunctions::endsWith),
                of("matches", String.class, String.class, TextFunctions::matches),
                of("matches_string", String.class, String.class, TextFunctions::matches),
                CelFunctionBinding.from("size_string", String.class, TextFunctions::length),
                CelFunctionBinding.from("string_size", String.class, TextFunctions::length),
                CelFunctionBinding.from("size_list", List.class, TextFunctions::size),
                CelFunctionBinding.from("list_size", List.class, TextFunctions::size));
    }

    private static <A, B> CelFunctionBinding of(
            String id, Class<A> one, Class<B> other, CelFunctionOverload.Binary<A, B> function) {
        return CelFunctionBinding.from(id, one, other, function);
    }

    private static boolean told(Answer answer) {
        return switch (answer) {
            case TRUE -> true;
            case FALSE -> false;
            case CANNOT_TELL -> throw new CannotTell("a text is not known");
        };
    }

    /** Anything but these kinds is an error on its way through, which equals nothing. */
    private static Answer same(Object one, Object other) {
        if (one instanceof String text && other instanceof String wanted) {
            Steps.take(Math.min(text.length(), wanted.length()));
            return PartlyKnown.same(text, wanted);
        }
        if (isPlain(one) && isPlain(other)) {
            return Answer.of(one.equals(other));
        }
        throw new CannotTell("a value is not known");
    }

    private static boolean isPlain(Object value) {
        return value instanceof Long
                || value instanceof Boolean
                || value instanceof Instant
                || value instanceof Duration;
    }

    private static Object isIn(Object value, List<?> list) {
        boolean perhaps = false;
        for (Object one : list) {
            switch (same(value, one)) {
                case TRUE -> {
                    return true;
                }
                case CANNOT_TELL -> perhaps = true;
                case FALSE -> {}
            }
        }
        return !perhaps ? false : told(Answer.CANNOT_TELL);
    }

    private static Object joined(String one, String other) {
        if (one.length() + other.length() > Expression.MOST_TEXT) {
            throw new CannotTell("a text gets too long");
        }
        Steps.take(one.length() + other.length());
        return one + other;
    }

    private static Object contains(String text, String part) {
        Steps.take(text.length() + (long) text.length() * part.length() / 2);
        return told(PartlyKnown.contains(text, part));
    }

    private static Object startsWith(String text, String start) {
        Steps.take(text.length());
        return told(PartlyKnown.startsWith(text, start));
    }

    private static Object endsWith(String text, String end) {
        Steps.take(text.length());
        return told(PartlyKnown.endsWith(text, end));
    }

    private static Object matches(String text, String regex) {
        return Wild.isLiteral(text) ? Steps.matches(text, regex) : told(Answer.CANNOT_TELL);
    }

    private static Object length(String text) {
        Steps.take(text.length());
        return Wild.isLiteral(text)
                ? (long) text.codePointCount(0, text.length())
                : told(Answer.CANNOT_TELL);
    }

    /** A name that is known in part stands for any number of things. */
    private static Object size(List<?> list) {
        Steps.take(list.size());
        for (Object one : list) {
            if (one instanceof String text && !Wild.isLiteral(text)) {
                return told(Answer.CANNOT_TELL);
            }
        }
        return (long) list.size();
    }
}
