package dev.countersign.audit.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The one text of a JSON value (RFC 8785): equal values give equal bytes, so they can be hashed.
 *
 * <p>A value is a tree of maps with string keys, collections, strings, numbers, booleans and null.
 * Numbers are IEEE doubles; one that no double stands for exactly as written, such as
 * 2<sup>53</sup> + 1, is refused, because two different calls must never share a text.
 */
public final class CanonicalJson {

    private static final HexFormat HEX = HexFormat.of();

    private CanonicalJson() {}

    /**
     * @throws IllegalArgumentException for anything that is not JSON: other types, not a number,
     *     infinity, a number that does not fit a double, half a surrogate pair
     */
    public static String text(@Nullable Object value) {
        StringBuilder out = new StringBuilder(256);
        write(value, out);
        return out.toString();
    }

    /**
     * The text in UTF-8.
     *
     * @throws IllegalArgumentException as {@link #text}
     */
    public static byte[] bytes(@Nullable Object value) {
        return text(value).getBytes(UTF_8);
    }

    /**
     * SHA-256 of the text, 64 lower-case hexadecimal digits.
     *
     * @throws IllegalArgumentException as {@link #text}
     */
    public static String digest(@Nullable Object value) {
        try {
            return HEX.formatHex(MessageDigest.getInstance("SHA-256").digest(bytes(value)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void write(@Nullable Object value, StringBuilder out) {
        switch (value) {
            case null -> out.append("null");
            case String s -> writeString(s, out);
            case Boolean b -> out.append(b.booleanValue());
            case Number n -> out.append(number(n));
            case Map<?, ?> m -> writeObject(m, out);
            case Collection<?> c -> writeArray(c, out);
            default ->
                    throw new IllegalArgumentException(
                            "not a JSON value: " + value.getClass().getName());
        }
    }

    private static void writeObject(Map<?, ?> map, StringBuilder out) {
        TreeMap<String, @Nullable Object> sorted = new TreeMap<>();
        map.forEach(
                (key, value) -> {
                    if (!(key instanceof String name)) {
                        throw new IllegalArgumentException("a JSON object has string keys");
                    }
                    sorted.put(name, value);
                });
        out.append('{');
        String separator = "";
        for (Map.Entry<String, @Nullable Object> entry : sorted.entrySet()) {
            out.append(separator);
            writeString(entry.getKey(), out);
            out.append(':');
            write(entry.getValue(), out);
            separator = ",";
        }
        out.append('}');
    }

    private static void writeArray(Collection<?> items, StringBuilder out) {
        out.append('[');
        for (Iterator<?> i = items.iterator(); i.hasNext(); ) {
            write(i.next(), out);
            if (i.hasNext()) {
                out.append(',');
            }
        }
        out.append(']');
    }

    private static void writeString(String s, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < s.length(); i++) {
            char c = s.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\b' -> out.append("\\b");
                case '\t' -> out.append("\\t");
                case '\n' -> out.append("\\n");
                case '\f' -> out.append("\\f");
                case '\r' -> out.append("\\r");
                default -> {
                    if (c < 0x20) {
                        out.append("\\u00").append(HEX.toHexDigits((byte) c));
                    } else if (!Character.isSurrogate(c)) {
                        out.append(c);
                    } else {
                        writePair(s, i++, out);
                    }
                }
            }
        }
        out.append('"');
    }

    private static void writePair(String s, int i, StringBuilder out) {
        if (i + 1 == s.length() || !Character.isSurrogatePair(s.charAt(i), s.charAt(i + 1))) {
            throw new IllegalArgumentException("half a surrogate pair at " + i);
        }
        out.append(s, i, i + 2);
    }

    private static String number(Number n) {
        return switch (n) {
            case Integer i -> i.toString();
            case Short s -> s.toString();
            case Byte b -> b.toString();
            case Double d -> ofDouble(d);
            case Float f -> ofDouble(f.doubleValue());
            case Long l -> exactly(BigDecimal.valueOf(l));
            case BigInteger b -> exactly(new BigDecimal(b));
            case BigDecimal b -> exactly(b);
            default ->
                    throw new IllegalArgumentException(
                            "not a JSON number: " + n.getClass().getName());
        };
    }

    private static String exactly(BigDecimal value) {
        String text = ofDouble(value.doubleValue());
        if (new BigDecimal(text).compareTo(value) != 0) {
            throw new IllegalArgumentException("no double stands for this number exactly");
        }
        return text;
    }

    /** As ECMAScript writes it (ECMA-262, Number::toString). */
    private static String ofDouble(double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("JSON has no infinity and no NaN");
        }
        if (value == 0) {
            return "0";
        }
        BigDecimal shortest = shortest(Math.abs(value));
        String digits = shortest.unscaledValue().toString();
        int point = digits.length() - shortest.scale();
        return (value < 0 ? "-" : "") + layOut(digits, point);
    }

    /** The value is 0.digits times ten to the power of {@code point}. */
    private static String layOut(String digits, int point) {
        int count = digits.length();
        if (count <= point && point <= 21) {
            return digits + "0".repeat(point - count);
        }
        if (0 < point && point <= 21) {
            return digits.substring(0, point) + "." + digits.substring(point);
        }
        if (-6 < point && point <= 0) {
            return "0." + "0".repeat(-point) + digits;
        }
        String fraction = count == 1 ? "" : "." + digits.substring(1);
        return digits.charAt(0) + fraction + "e" + (point > 0 ? "+" : "-") + Math.abs(point - 1);
    }

    /**
     * The fewest digits that read back as the same double. Java's own text is that, except that it
     * always has two digits at least and so says 4.9E-324 where 5e-324 is enough.
     */
    private static BigDecimal shortest(double value) {
        BigDecimal text = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        if (text.precision() == 2) {
            BigDecimal one = text.round(new java.math.MathContext(1));
            if (one.doubleValue() == value) {
                return one.stripTrailingZeros();
            }
        }
        return text;
    }
}
