package dev.countersign.policy.shell;

import java.util.List;

/** What {@code printf} writes for known words. */
final class Printf {
    private static final int MOST_ROUNDS = 200;

    private Printf() {}

    static String format(List<String> words, Budget budget) {
        if (words.isEmpty()) {
            return "";
        }
        String format = AnsiText.decode(words.getFirst(), budget);
        List<String> values = words.subList(1, words.size());
        var output = new StringBuilder();
        int next = 0;
        int rounds = 0;
        do {
            int before = next;
            next = once(format, values, next, output, budget);
            if (next == before) {
                break;
            }
        } while (next < values.size() && ++rounds < MOST_ROUNDS);
        return output.toString();
    }

    private static String formatted(char kind, String value, Budget budget) {
        return switch (kind) {
            case 's' -> value;
            case 'b' -> AnsiText.decode(value, budget);
            case 'c' -> value.isEmpty() ? "" : value.substring(0, 1);
            case 'd', 'i', 'u' -> value.matches("0|[1-9][0-9]*") ? value : Flow.UNKNOWN;
            default -> Flow.UNKNOWN;
        };
    }

    private static int once(
            String format, List<String> values, int first, StringBuilder output, Budget budget) {
        int next = first;
        for (int i = 0; i < format.length(); i++) {
            budget.step();
            char character = format.charAt(i);
            if (character != '%' || i + 1 == format.length()) {
                output.append(character);
                continue;
            }
            i++;
            int flags = i;
            while (i < format.length() - 1 && "-+ #0123456789.*".indexOf(format.charAt(i)) >= 0) {
                i++;
            }
            char kind = format.charAt(i);
            if (kind == '%') {
                output.append('%');
            } else {
                String value = next < values.size() ? values.get(next) : "";
                next++;
                budget.steps(value.length());
                output.append(i > flags ? Flow.UNKNOWN : formatted(kind, value, budget));
            }
        }
        return next;
    }
}
