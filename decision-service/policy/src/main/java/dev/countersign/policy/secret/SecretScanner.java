package dev.countersign.policy.secret;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Finds what rules know in a text, in time linear in its length: all keywords in one pass, and
 * expressions, which never go back, only near the keywords of their own rule.
 *
 * <p>Safe to share between threads.
 */
public final class SecretScanner {

    /** The kind of a text that was not examined to its end and so is a secret as a whole. */
    public static final String UNEXAMINED = "unexamined";

    /** How many characters the expressions of all rules may read for one text. */
    private static final long MOST_READ = 16L << 20;

    private final List<SecretRule> rules;
    private final Keywords keywords;

    /** For each keyword the rules that have it. */
    private final int[][] owners;

    /** Rules that are tried on every text. */
    private final int[] always;

    public SecretScanner(SecretRules rules) {
        this.rules = rules.rules();
        List<String> words =
                this.rules.stream().flatMap(rule -> rule.keywords().stream()).distinct().toList();
        this.keywords = new Keywords(words);
        this.owners = words.stream().map(this::owners).toArray(int[][]::new);
        this.always =
                IntStream.range(0, this.rules.size())
                        .filter(i -> this.rules.get(i).keywords().isEmpty())
                        .toArray();
    }

    private int[] owners(String word) {
        return IntStream.range(0, rules.size())
                .filter(i -> rules.get(i).keywords().contains(word))
                .toArray();
    }

    /**
     * @param path the file that the text is in, or empty
     */
    public List<Span> find(String text, String path) {
        Map<Integer, Surroundings> near = new HashMap<>();
        keywords.find(
                text,
                (word, from, to) -> {
                    for (int rule : owners[word]) {
                        near.computeIfAbsent(rule, this::surroundings).of(from, to, text.length());
                    }
                });
        for (int rule : always) {
            near.computeIfAbsent(rule, this::surroundings).of(0, text.length(), text.length());
        }
        if (near.isEmpty()) {
            return List.of();
        }
        var search = new Search(text, path);
        near.forEach((rule, parts) -> search.by(rules.get(rule), parts));
        return search.found();
    }

    private Surroundings surroundings(int rule) {
        return new Surroundings(rules.get(rule).reach());
    }

    /** Parts of the text in which a rule may match; they do not overlap. */
    private static final class Surroundings {
        private final int reach;
        private final List<int[]> parts = new ArrayList<>();

        Surroundings(int reach) {
            this.reach = reach;
        }

        /**
         * One character more on each side, so that the edge of a part is never the edge of a word.
         */
        void of(int from, int to, int length) {
            int start = reach == 0 ? 0 : Math.max(0, from - reach - 1);
            int end = reach == 0 ? length : Math.min(length, to + reach + 1);
            int[] last = parts.isEmpty() ? null : parts.getLast();
            if (last != null && start <= last[1]) {
                last[0] = Math.min(last[0], start);
                last[1] = Math.max(last[1], end);
            } else {
                parts.add(new int[] {start, end});
            }
        }
    }

    /** One text, searched by one rule after the other. */
    private static final class Search {
        private final String text;
        private final String path;
        private final List<Span> found = new ArrayList<>();
        private long read;

        Search(String text, String path) {
            this.text = text;
            this.path = path;
        }

        List<Span> found() {
            return read > MOST_READ ? List.of(new Span(0, text.length(), UNEXAMINED)) : found;
        }

        void by(SecretRule rule, Surroundings surroundings) {
            if (!rule.isFor(path)) {
                return;
            }
            if (rule.regex().isEmpty()) {
                add(rule, 0, text.length(), 0, text.length());
                return;
            }
            for (int[] part : surroundings.parts) {
                read += part[1] - part[0];
                if (read <= MOST_READ) {
                    search(rule, rule.regex().get(), part[0], part[1]);
                }
            }
        }

        private void search(SecretRule rule, Pattern regex, int from, int to) {
            Matcher matcher = regex.matcher(text.substring(from, to));
            while (matcher.find()) {
                int group = group(rule, matcher);
                if (matcher.end(group) > matcher.start(group)) {
                    add(
                            rule,
                            from + matcher.start(group),
                            from + matcher.end(group),
                            from + matcher.start(),
                            from + matcher.end());
                }
            }
        }

        private static int group(SecretRule rule, Matcher matcher) {
            int group = rule.group();
            while (rule.group() == 0
                    && group < matcher.groupCount()
                    && matcher.end(group + 1) <= matcher.start(group + 1)) {
                group++;
            }
            return rule.group() > 0 ? group : group < matcher.groupCount() ? group + 1 : 0;
        }

        private void add(SecretRule rule, int from, int to, int matchFrom, int matchTo) {
            String secret = text.substring(from, to);
            if (rule.entropy() > 0 && Entropy.of(secret) <= rule.entropy()) {
                return;
            }
            var candidate =
                    new Allowlist.Candidate(
                            path, text, new Span(from, to, ""), new Span(matchFrom, matchTo, ""));
            if (rule.allowlists().stream().anyMatch(list -> list.allows(candidate))) {
                return;
            }
            found.add(new Span(from, to, rule.id()));
        }
    }
}
