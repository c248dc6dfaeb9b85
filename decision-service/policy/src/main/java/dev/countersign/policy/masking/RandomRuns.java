package dev.countersign.policy.masking;

import dev.countersign.policy.secret.Entropy;
import dev.countersign.policy.secret.Span;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/**
 * Finds text that looks generated, without anything that says what it is: the tokens of services
 * that nobody has a rule for.
 *
 * <p>Digests, identifiers and encoded data look generated as well, and whoever approves a call must
 * see them: hexadecimal text, checksums that say that they are, public keys, wrapped base64 and
 * long base64 are left alone, and base64 of plain text, which hides a command and no secret.
 */
final class RandomRuns {

    private static final int SHORTEST = 32;
    private static final int LONGEST = 128;
    private static final int BEFORE = 24;

    /** Bits per character: outlines of drawings and the like have less. */
    private static final double LEAST_ENTROPY = 4.0;

    /** So much of such text in the next line makes it one with this. */
    private static final int NEIGHBOUR = 16;

    private static final List<String> CHECKSUMS =
            List.of(
                    "sha1",
                    "sha224",
                    "sha256",
                    "sha384",
                    "sha512",
                    "sha-",
                    "md5",
                    "h1:",
                    "blake",
                    "integrity",
                    "checksum",
                    "digest",
                    "hash",
                    "etag",
                    "nonce-",
                    "base64,",
                    "sum:",
                    "fingerprint",
                    "commit",
                    "revision",
                    "cksum");

    private static final List<String> PUBLIC =
            List.of("AAAAB3NzaC1", "AAAAC3NzaC1", "AAAAE2VjZHNh", "AAAAGnNr");

    private final String text;
    private final List<Span> found;

    private RandomRuns(String text, List<Span> found) {
        this.text = text;
        this.found = found;
    }

    static void find(String text, List<Span> found) {
        var runs = new RandomRuns(text, found);
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i == text.length() || !isOfRun(text.charAt(i))) {
                if (i - start >= SHORTEST) {
                    runs.run(runs.afterEscape(start), i);
                }
                start = i + 1;
            }
        }
    }

    private static boolean isOfRun(char c) {
        return c >= 'a' && c <= 'z'
                || c >= 'A' && c <= 'Z'
                || c >= '0' && c <= '9'
                || c == '+'
                || c == '/'
                || c == '_'
                || c == '-';
    }

    private void run(int from, int to) {
        if (to - from <= LONGEST
                && isRandom(from, to)
                && Entropy.of(text.substring(from, to)) >= LEAST_ENTROPY
                && !isChecksum(from)
                && !isWrapped(from, to)
                && PUBLIC.stream().noneMatch(start -> text.startsWith(start, from))
                && !isEncodedText(text.substring(from, to))) {
            int end = to;
            while (end < text.length() && end < to + 2 && text.charAt(end) == '=') {
                end++;
            }
            found.add(Span.placed(from, end));
        }
    }

    /**
     * Random text goes from one kind of character to another often; words, paths and text in one
     * case do not.
     */
    private boolean isRandom(int from, int to) {
        int changes = 0;
        int[] kinds = new int[4];
        int slashes = 0;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            kinds[kind(c)]++;
            slashes += c == '/' ? 1 : 0;
            changes += i > from && kind(c) != kind(text.charAt(i - 1)) ? 1 : 0;
        }
        int length = to - from;
        return kinds[0] > 0
                && kinds[1] > 0
                && kinds[2] > 0
                && kinds[3] <= length / 8
                && changes * 3 >= length
                && slashes <= length / 24;
    }

    private static int kind(char c) {
        if (c >= '0' && c <= '9') {
            return 0;
        }
        return c >= 'A' && c <= 'Z' ? 1 : c >= 'a' && c <= 'z' ? 2 : 3;
    }

    private boolean isChecksum(int from) {
        String before = text.substring(Math.max(0, from - BEFORE), from).toLowerCase(Locale.ROOT);
        String start = text.substring(from, Math.min(from + 8, text.length()));
        return CHECKSUMS.stream().anyMatch(before::contains)
                || start.toLowerCase(Locale.ROOT).matches("sha[0-9]{1,3}-.*");
    }

    /** {@code \\nMII…}: the letter belongs to the line end that it stands for. */
    private int afterEscape(int from) {
        return from > 0 && text.charAt(from - 1) == '\\' && text.charAt(from) == 'n'
                ? from + 1
                : from;
    }

    /** Whole lines of it, one under the other, are encoded data or a certificate. */
    private boolean isWrapped(int from, int to) {
        int lineStart = from;
        while (lineStart > 0 && from - lineStart < BEFORE && isBlank(text.charAt(lineStart - 1))) {
            lineStart--;
        }
        int lineEnd = to;
        while (lineEnd < text.length() && lineEnd < to + 2 && text.charAt(lineEnd) == '=') {
            lineEnd++;
        }
        int before = breakBefore(lineStart);
        int after = breakAfter(lineEnd);
        return before >= 0
                && after >= 0
                && (endsRun(lineStart - before)
                        || beginsRun(lineEnd + after)
                        || text.startsWith("-----", lineStart - before - 5));
    }

    /** How long the line end is that stands before this place; -1 if there is none. */
    private int breakBefore(int at) {
        if (at == 0) {
            return 0;
        }
        if (text.charAt(at - 1) == '\n') {
            return at > 1 && text.charAt(at - 2) == '\r' ? 2 : 1;
        }
        return text.startsWith("\\n", at - 2) ? 2 : -1;
    }

    private int breakAfter(int at) {
        if (at == text.length()) {
            return 0;
        }
        for (String lineEnd : List.of("\n", "\r\n", "\\n")) {
            if (text.startsWith(lineEnd, at)) {
                return lineEnd.length();
            }
        }
        return -1;
    }

    private boolean endsRun(int end) {
        int at = end;
        while (at > 0 && text.charAt(at - 1) == '=') {
            at--;
        }
        int start = at;
        while (start > 0 && at - start < NEIGHBOUR && isOfRun(text.charAt(start - 1))) {
            start--;
        }
        return at - start >= NEIGHBOUR;
    }

    private boolean beginsRun(int start) {
        int from = start;
        while (from < text.length() && from < start + BEFORE && isBlank(text.charAt(from))) {
            from++;
        }
        int end = from;
        while (end < text.length() && end - from < NEIGHBOUR && isOfRun(text.charAt(end))) {
            end++;
        }
        return end - from >= NEIGHBOUR;
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    private static boolean isEncodedText(String run) {
        try {
            byte[] decoded = Base64.getDecoder().decode(run.length() % 4 == 1 ? "" : run);
            if (decoded.length == 0) {
                return false;
            }
            for (byte one : decoded) {
                if (one < ' ' && one != '\n' && one != '\t' && one != '\r' || one == 127) {
                    return false;
                }
            }
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
