package dev.countersign.policy.secret;

import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What looks like a secret and is none.
 *
 * @param all whether every kind of criterion given here must hold, instead of one
 * @param commits whether it names commits: what an agent says is in none, so this criterion never
 *     holds
 * @param stopwords in lower case
 */
record Allowlist(
        boolean all,
        boolean commits,
        List<Pattern> paths,
        Target target,
        List<Pattern> regexes,
        List<String> stopwords) {

    /** What its expressions are compared with. */
    enum Target {
        SECRET,
        MATCH,
        LINE;

        String of(Candidate candidate) {
            return switch (this) {
                case SECRET -> candidate.secret();
                case MATCH -> candidate.match();
                case LINE -> candidate.line();
            };
        }
    }

    /**
     * What a rule has found.
     *
     * @param path the file it is in, or empty
     */
    record Candidate(String path, String text, Span found, Span matched) {
        /** As much of a line as is looked at on either side of a match. */
        private static final int LONGEST = 1000;

        String secret() {
            return text.substring(found.from(), found.to());
        }

        String match() {
            return text.substring(matched.from(), matched.to());
        }

        String line() {
            int start = matched.from();
            while (start > Math.max(0, matched.from() - LONGEST)
                    && text.charAt(start - 1) != '\n') {
                start--;
            }
            int end = matched.to();
            while (end < Math.min(text.length(), matched.to() + LONGEST)
                    && text.charAt(end) != '\n') {
                end++;
            }
            return text.substring(start, end);
        }
    }

    boolean allows(Candidate candidate) {
        List<Boolean> held = held(candidate);
        return all ? !held.contains(false) : held.contains(true);
    }

    private List<Boolean> held(Candidate candidate) {
        var held = new ArrayList<Boolean>(4);
        if (commits) {
            held.add(false);
        }
        if (!paths.isEmpty()) {
            held.add(
                    !candidate.path().isEmpty()
                            && paths.stream()
                                    .anyMatch(path -> path.matcher(candidate.path()).find()));
        }
        if (!regexes.isEmpty()) {
            String text = target.of(candidate);
            held.add(regexes.stream().anyMatch(regex -> regex.matcher(text).find()));
        }
        if (!stopwords.isEmpty()) {
            String secret = candidate.secret().toLowerCase(Locale.ROOT);
            held.add(stopwords.stream().anyMatch(secret::contains));
        }
        return held;
    }
}
