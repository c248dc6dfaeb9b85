package dev.countersign.policy.shell;

import dev.countersign.policy.action.Wild;
import dev.countersign.policy.program.Reading;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** Folds constant text through programs that merely write it differently. */
final class Decoding {
    private Decoding() {}

    static String of(String program, Reading reading, Flow in) {
        if (!in.isKnown()) {
            return Flow.UNKNOWN;
        }
        return switch (program) {
            case "base64" ->
                    reading.usage().has("decode") ? hidden(base64(in.text())) : Flow.UNKNOWN;
            case "rev" -> hidden(reversed(in.text()));
            case "tr" -> translated(reading, in.text());
            case "tac", "sort", "uniq", "head", "tail" -> in.text();
            default -> Flow.UNKNOWN;
        };
    }

    /**
     * Text that was made unreadable counts as not wholly known, so that a shell which gets it is
     * looked at whatever it says.
     */
    private static String hidden(String text) {
        return text + Wild.TAME;
    }

    private static String base64(String text) {
        try {
            return new String(Base64.getMimeDecoder().decode(text.strip()), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException broken) {
            return Flow.UNKNOWN;
        }
    }

    private static String reversed(String text) {
        var all = new StringBuilder();
        text.lines().forEach(line -> all.append(new StringBuilder(line).reverse()).append('\n'));
        return all.toString();
    }

    private static String translated(Reading reading, String text) {
        List<String> sets = reading.operands();
        if (reading.usage().has("delete") && sets.size() == 1 && plain(sets.getFirst())) {
            String dropped = sets.getFirst();
            var kept = new StringBuilder();
            text.chars().filter(c -> dropped.indexOf(c) < 0).forEach(c -> kept.append((char) c));
            return kept.toString();
        }
        if (sets.size() != 2 || !reading.usage().options().isEmpty()) {
            return Flow.UNKNOWN;
        }
        String from = ranges(sets.getFirst());
        String to = ranges(sets.getLast());
        if (from.isEmpty() || to.isEmpty()) {
            return Flow.UNKNOWN;
        }
        var changed = new StringBuilder();
        text.chars()
                .forEach(
                        c -> {
                            int at = from.indexOf(c);
                            changed.append(
                                    at < 0 ? (char) c : to.charAt(Math.min(at, to.length() - 1)));
                        });
        return changed.toString();
    }

    private static boolean plain(String set) {
        return set.indexOf('[') < 0 && set.indexOf('\\') < 0 && set.indexOf('-') < 0;
    }

    private static String ranges(String set) {
        if (set.indexOf('[') >= 0 || set.indexOf('\\') >= 0) {
            return "";
        }
        var all = new StringBuilder();
        for (int i = 0; i < set.length(); i++) {
            if (i + 2 < set.length() && set.charAt(i + 1) == '-') {
                for (char c = set.charAt(i); c <= set.charAt(i + 2); c++) {
                    all.append(c);
                }
                i += 2;
            } else {
                all.append(set.charAt(i));
            }
        }
        return all.toString();
    }
}
