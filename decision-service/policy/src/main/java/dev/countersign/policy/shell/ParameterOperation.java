package dev.countersign.policy.shell;

import dev.countersign.policy.action.Opacity;
import dev.countersign.policy.action.Reach;
import dev.countersign.policy.action.Wild;
import dev.countersign.policy.match.NamePattern;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What follows the name in <code>${name…}</code>. */
final class ParameterOperation {
    private static final String TAME = String.valueOf(Wild.TAME);

    private final Expander expander;
    private final Walker walker;
    private final Environment environment;
    private final Reach reach;

    ParameterOperation(Expander expander, Walker walker, Environment environment, Reach reach) {
        this.expander = expander;
        this.walker = walker;
        this.environment = environment;
        this.reach = reach;
    }

    /**
     * @param found the value assigned inside the text, if any; otherwise it comes from outside and
     *     may be empty
     */
    List<String> apply(Piece.Parameter parameter, Optional<List<String>> found) {
        String operand = parameter.operand().map(expander::single).orElse("");
        if (parameter.operator().equals(":")) {
            walker.evaluate(operand, environment, reach);
        }
        return switch (parameter.operator()) {
            case "" -> found.orElse(List.of(TAME));
            case ":-", "-", ":?", "?" ->
                    isAbsent(parameter.operator(), found) ? List.of(operand) : found.orElseThrow();
            case ":=", "=" -> {
                if (isAbsent(parameter.operator(), found)) {
                    new Variables(walker, environment, reach)
                            .assign(parameter.name(), List.of(operand));
                }
                yield isAbsent(parameter.operator(), found)
                        ? List.of(operand)
                        : found.orElseThrow();
            }
            case ":+", "+" -> List.of(alternative(parameter.operator(), operand, found));
            case "@" -> transformed(operand, found);
            default ->
                    found.orElse(List.of(TAME)).stream()
                            .map(value -> changed(parameter.operator(), value, operand))
                            .toList();
        };
    }

    /** Whether a variable of the surroundings is set is not known. */
    private static String alternative(
            String operator, String operand, Optional<List<String>> found) {
        if (found.isEmpty() || found.get().stream().anyMatch(Wild::hasUnknown)) {
            boolean oneWord = operand.matches("[^-\\s][^\\s]*");
            return oneWord ? TAME : Flow.UNKNOWN;
        }
        return isAbsent(operator, found) ? "" : operand;
    }

    /** An operator without a colon counts an empty value as a value. */
    static boolean isAbsent(String operator, Optional<List<String>> found) {
        return operator.startsWith(":") ? isEmpty(found) : found.isEmpty() || found.get().isEmpty();
    }

    private static boolean isEmpty(Optional<List<String>> found) {
        return found.isEmpty() || found.get().stream().allMatch(String::isEmpty);
    }

    private List<String> transformed(String operand, Optional<List<String>> found) {
        List<String> values = found.orElse(List.of(TAME));
        if (operand.equals("P")) {
            for (String value : values) {
                walker.evaluate(value, environment, reach);
                if (Wild.hasUnknown(value)) {
                    walker.opaque(Opacity.RE_EVALUATION, "@P", reach);
                }
            }
        }
        return switch (operand) {
            case "U" -> values.stream().map(value -> value.toUpperCase(Locale.ROOT)).toList();
            case "L" -> values.stream().map(value -> value.toLowerCase(Locale.ROOT)).toList();
            case "Q" -> found.isEmpty() ? values : values.stream().map(this::quoted).toList();
            case "P", "K", "k", "A", "a", "u" -> values;
            case "E" ->
                    values.stream().map(value -> AnsiText.decode(value, walker.budget())).toList();
            default -> List.of(Flow.UNKNOWN);
        };
    }

    private String quoted(String value) {
        walker.budget().steps(value.length());
        if (value.chars().anyMatch(Character::isISOControl)) {
            return Flow.UNKNOWN;
        }
        return "'" + value.replace("'", "'\\''") + "'";
    }

    private static String changed(String operator, String value, String operand) {
        if (Wild.hasUnknown(value) || Wild.hasUnknown(operand)) {
            return Flow.UNKNOWN;
        }
        return switch (operator) {
            case "#" -> withoutStart(value, operand, false);
            case "##" -> withoutStart(value, operand, true);
            case "%" -> withoutEnd(value, operand, false);
            case "%%" -> withoutEnd(value, operand, true);
            case "/", "//", "/#", "/%" -> replaced(operator, value, operand);
            case "^" ->
                    value.isEmpty()
                            ? value
                            : value.substring(0, 1).toUpperCase(Locale.ROOT) + value.substring(1);
            case "^^" -> value.toUpperCase(Locale.ROOT);
            case "," ->
                    value.isEmpty()
                            ? value
                            : value.substring(0, 1).toLowerCase(Locale.ROOT) + value.substring(1);
            case ",," -> value.toLowerCase(Locale.ROOT);
            case ":" -> slice(value, operand);
            default -> Flow.UNKNOWN;
        };
    }

    private static String withoutStart(String value, String pattern, boolean longest) {
        if (value.length() > 2_000) {
            return Flow.UNKNOWN;
        }
        var glob = new NamePattern(pattern);
        for (int i = 0; i <= value.length(); i++) {
            int length = longest ? value.length() - i : i;
            if (glob.surelyMatches(value.substring(0, length))) {
                return value.substring(length);
            }
        }
        return value;
    }

    private static String withoutEnd(String value, String pattern, boolean longest) {
        if (value.length() > 2_000) {
            return Flow.UNKNOWN;
        }
        var glob = new NamePattern(pattern);
        for (int i = 0; i <= value.length(); i++) {
            int length = longest ? i : value.length() - i;
            if (glob.surelyMatches(value.substring(length))) {
                return value.substring(0, length);
            }
        }
        return value;
    }

    private static String replaced(String operator, String value, String operand) {
        int slash = operand.indexOf('/');
        String from = slash < 0 ? operand : operand.substring(0, slash);
        String to = slash < 0 ? "" : operand.substring(slash + 1);
        boolean plain = from.chars().noneMatch(character -> "*?[".indexOf(character) >= 0);
        if (!plain || from.isEmpty()) {
            return Flow.UNKNOWN;
        }
        int first = value.indexOf(from);
        return switch (operator) {
            case "//" -> value.replace(from, to);
            case "/#" -> value.startsWith(from) ? to + value.substring(from.length()) : value;
            case "/%" ->
                    value.endsWith(from)
                            ? value.substring(0, value.length() - from.length()) + to
                            : value;
            default ->
                    first < 0
                            ? value
                            : value.substring(0, first)
                                    + to
                                    + value.substring(first + from.length());
        };
    }

    private static String slice(String value, String operand) {
        String[] numbers = operand.trim().split(":", 2);
        if (!isNumber(numbers[0]) || (numbers.length == 2 && !isNumber(numbers[1]))) {
            return Flow.UNKNOWN;
        }
        int offset = Integer.parseInt(numbers[0].trim());
        int start = Math.clamp(offset < 0 ? value.length() + offset : offset, 0, value.length());
        if (numbers.length == 1) {
            return value.substring(start);
        }
        int length = Integer.parseInt(numbers[1].trim());
        int end = length < 0 ? value.length() + length : start + length;
        return value.substring(start, Math.clamp(end, start, value.length()));
    }

    private static boolean isNumber(String text) {
        return text.trim().matches("-?[0-9]{1,6}");
    }
}
