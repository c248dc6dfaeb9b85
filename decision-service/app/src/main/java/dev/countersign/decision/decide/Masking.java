package dev.countersign.decision.decide;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Takes secrets out of arguments and results before anything is stored, sent or shown. It rather
 * masks too much: what is decided is judged on the unmasked call, and the digest is made of it.
 */
final class Masking {

    static final String MASK = "‹masked›";

    private static final int LONGEST_EXAMINED = 4 * 1024 * 1024;

    /** Names of fields, options and variables whose value is a secret whatever it looks like. */
    private static final String WORD =
            "(?:passw(?:or)?d|passwd|passphrase|secret|token|api[_-]?key|access[_-]?key"
                    + "|private[_-]?key|credentials?)[A-Za-z0-9_.-]{0,20}";

    private static final Pattern SECRET_FIELD =
            Pattern.compile("[A-Za-z0-9_.-]{0,40}?" + WORD, Pattern.CASE_INSENSITIVE);

    /** Fields that only count, name or point at tokens and keys. */
    private static final Pattern HARMLESS_FIELD =
            Pattern.compile(
                    ".*(?:tokens|_count|_id|_name|_path|_file|_type|_url)$|^(?:max|min|num)_.*",
                    Pattern.CASE_INSENSITIVE);

    /** One of these is in every {@link #WORD}. */
    private static final List<String> WORDS =
            List.of("passw", "passphrase", "secret", "token", "key", "credential");

    private static final List<Secret> SECRETS =
            List.of(
                    compile(
                            List.of("-----begin"),
                            "()-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----[^-]{0,20000}+"
                                    + "(?:-----END [A-Z ]{0,40}PRIVATE KEY-----)?"),
                    exact(
                            List.of("akia", "asia", "abia", "acca"),
                            "()\\b(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}\\b"),
                    compile(
                            List.of("ghp_", "gho_", "ghu_", "ghs_", "ghr_", "github_pat_"),
                            "()\\b(?:gh[pousr]_[A-Za-z0-9]{20,255}|github_pat_[A-Za-z0-9_]{20,255})"),
                    compile(List.of("glpat-"), "()\\bglpat-[A-Za-z0-9_-]{20,64}"),
                    compile(
                            List.of("xox", "xapp-"),
                            "()\\bxox[abeoprs]-[A-Za-z0-9-]{10,255}|\\bxapp-[A-Za-z0-9-]{10,255}"),
                    compile(
                            List.of("hooks.slack.com"),
                            "(https://hooks\\.slack\\.com/services/)[A-Za-z0-9/_-]{10,255}"),
                    compile(
                            List.of("eyj"),
                            "()\\beyJ[A-Za-z0-9_-]{8,8000}+\\.[A-Za-z0-9_-]{8,8000}+\\.[A-Za-z0-9_-]{0,2000}+"),
                    compile(
                            List.of("sk-", "sk_", "rk-", "rk_", "pk-", "pk_"),
                            "()\\b(?:sk|rk|pk)[-_](?:live|test|ant|proj)?[-_]?[A-Za-z0-9_-]{20,255}"),
                    compile(List.of("csk_"), "()\\bcsk_[A-Za-z0-9_-]{20,255}"),
                    compile(List.of("npm_"), "()\\bnpm_[A-Za-z0-9]{30,64}\\b"),
                    compile(List.of("aiza"), "()\\bAIza[A-Za-z0-9_-]{30,64}"),
                    compile(List.of("rw_"), "()\\brw_[A-Za-z0-9]{32,255}"),
                    compile(
                            List.of("://"),
                            "(\\b[a-zA-Z][a-zA-Z0-9+.-]{0,30}://)[^\\s/@:'\"]{0,255}:[^\\s/@'\"]{1,255}(?=@)"),
                    compile(
                            List.of("authorization"),
                            "(\\bauthorization['\"]?\\s{0,3}[:=]\\s{0,3}['\"]?(?:bearer|basic|token)?\\s{0,3})(?!['\"]?\\$)[^\\s'\"]{4,4000}"),
                    compile(List.of("bearer"), "(\\bbearer\\s{1,3})[A-Za-z0-9._~+/=-]{12,4000}"),
                    compile(
                            WORDS,
                            "("
                                    + WORD
                                    + "['\"]?\\s{0,3}(?:=|:)\\s{0,3})(?!['\"]?\\$|\\{\\{|<)(?:'[^']{1,4000}'|\"[^\"]{1,4000}\"|[^\\s'\",;&|)}]{1,4000})"),
                    compile(
                            WORDS,
                            "(-[A-Za-z0-9-]{0,40}?"
                                    + WORD
                                    + "(?:\\s{1,3}|=))(?!['\"]?\\$|-)(?:'[^']{1,4000}'|\"[^\"]{1,4000}\"|[^\\s'\"]{1,4000})"));

    /** A long run of letters, digits and signs, as random bytes look when written as text. */
    private static final Pattern RUN = Pattern.compile("[A-Za-z0-9+/_=-]{32,4096}");

    private final List<Pattern> redacted;

    /**
     * @param redact names of further fields to mask, with stars
     */
    Masking(List<String> redact) {
        this.redacted =
                redact.stream()
                        .map(glob -> glob.substring(glob.lastIndexOf('.') + 1))
                        .map(glob -> "\\Q" + glob.replace("*", "\\E.{0,100}\\Q") + "\\E")
                        .map(text -> Pattern.compile(text, Pattern.CASE_INSENSITIVE))
                        .toList();
    }

    Map<String, Object> mask(Map<String, Object> fields) {
        Map<String, Object> masked = new LinkedHashMap<>();
        fields.forEach((name, value) -> masked.put(text(name), field(name, value)));
        return masked;
    }

    String text(String text) {
        if (text.length() > LONGEST_EXAMINED) {
            return MASK;
        }
        String masked = text;
        String lower = text.toLowerCase(Locale.ROOT);
        for (Secret secret : SECRETS) {
            if (secret.mayBeIn(lower)) {
                masked = secret.form.matcher(masked).replaceAll(Masking::keepPrefix);
            }
        }
        return RUN.matcher(masked).replaceAll(Masking::ifRandom).replace('\0', '\uFFFD');
    }

    private @Nullable Object value(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case String text -> text(text);
            case Map<?, ?> map -> {
                Map<String, @Nullable Object> masked = new LinkedHashMap<>();
                map.forEach(
                        (name, held) ->
                                masked.put(
                                        text(String.valueOf(name)),
                                        field(String.valueOf(name), held)));
                yield masked;
            }
            case List<?> list -> list.stream().<@Nullable Object>map(this::value).toList();
            default -> value;
        };
    }

    private @Nullable Object field(String name, @Nullable Object value) {
        boolean scalar = value instanceof String || value instanceof Number;
        return scalar && secretName(name) ? MASK : value(value);
    }

    private boolean secretName(String name) {
        return redacted.stream().anyMatch(pattern -> pattern.matcher(name).matches())
                || SECRET_FIELD.matcher(name).matches() && !HARMLESS_FIELD.matcher(name).matches();
    }

    private static String keepPrefix(MatchResult found) {
        String kept = found.group(1) == null ? "" : found.group(1);
        return Matcher.quoteReplacement(kept + MASK);
    }

    private static String ifRandom(MatchResult run) {
        return Matcher.quoteReplacement(random(run.group()) ? MASK : run.group());
    }

    /**
     * Random text mixes kinds of characters often; words, paths and digests in one case do not.
     * Hexadecimal digests are left alone: commits and checksums are not secrets and are needed by
     * whoever decides.
     */
    private static boolean random(String run) {
        if (run.chars().filter(c -> c == '/').count() > run.length() / 24
                || run.toLowerCase(Locale.ROOT).matches("[0-9a-f-]+")) {
            return false;
        }
        int changes = 0;
        for (int i = 1; i < run.length(); i++) {
            if (kind(run.charAt(i)) != kind(run.charAt(i - 1))) {
                changes++;
            }
        }
        boolean digits = run.chars().anyMatch(Character::isDigit);
        boolean upper = run.chars().anyMatch(Character::isUpperCase);
        boolean lower = run.chars().anyMatch(Character::isLowerCase);
        return digits && upper && lower && changes * 3 >= run.length();
    }

    private static int kind(char c) {
        return Character.isDigit(c)
                ? 0
                : Character.isUpperCase(c) ? 1 : Character.isLowerCase(c) ? 2 : 3;
    }

    private static Secret compile(List<String> hints, String form) {
        return new Secret(hints, Pattern.compile(form, Pattern.CASE_INSENSITIVE));
    }

    private static Secret exact(List<String> hints, String form) {
        return new Secret(hints, Pattern.compile(form));
    }

    /**
     * @param hints one of them, in lower case, is in every text that has the form: looking for them
     *     is so much cheaper that most texts cost next to nothing
     * @param form the first group is kept, the rest is masked
     */
    private record Secret(List<String> hints, Pattern form) {
        boolean mayBeIn(String lower) {
            for (String hint : hints) {
                if (lower.contains(hint)) {
                    return true;
                }
            }
            return false;
        }
    }
}
