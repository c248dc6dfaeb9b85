package dev.countersign.policy.match;

import dev.countersign.policy.action.Wild;
import java.util.List;

/**
 * The path of an operation: {@code /v1/volumes/{id}}, where a name in braces stands for one
 * segment, {@code *} for a part of one, and <code>**</code> for any number of them.
 */
public final class PathTemplate {
    private final String source;
    private final Glob exact;
    private final Glob loose;

    /**
     * @throws IllegalArgumentException with a sentence for the author, when the text is no path
     */
    public PathTemplate(String source) {
        if (!source.startsWith("/") || source.contains("?") || source.contains("#")) {
            throw new IllegalArgumentException(
                    "\""
                            + source
                            + "\" is not a path; write it from the first slash on, without host and query");
        }
        this.source = source;
        String plain =
                source.length() > 1 && source.endsWith("/")
                        ? source.substring(0, source.length() - 1)
                        : source;
        String pattern = plain.replaceAll("\\{[^{}/]*}", "*").replace("[", "\\[");
        this.exact = Glob.path(pattern);
        this.loose = Glob.path(Fold.loosely(pattern));
    }

    public String source() {
        return source;
    }

    /**
     * The reading for what restricts: one of the readings may be it; letter case does not count.
     */
    public boolean couldMatch(List<String> readings) {
        return readings.stream().anyMatch(path -> loose.couldMatch(Fold.loosely(path)));
    }

    /** The reading for what allows: however the path is read, it is this. */
    public boolean surelyMatches(List<String> readings) {
        return readings.stream()
                .allMatch(path -> Wild.isLiteral(path) && exact.surelyMatches(path));
    }
}
