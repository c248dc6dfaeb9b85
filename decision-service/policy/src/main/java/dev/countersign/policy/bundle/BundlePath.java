package dev.countersign.policy.bundle;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What a file in a bundle may be called, so that it means the same file on every system. */
final class BundlePath {
    private static final int LONGEST = 512;

    private BundlePath() {}

    /** What is wrong with a path; empty if it may stand in a bundle. */
    static Optional<String> flaw(String path) {
        if (path.isEmpty() || path.length() > LONGEST) {
            return Optional.of("a path has 1 to " + LONGEST + " characters");
        }
        if (path.startsWith("/") || path.indexOf(':') >= 0) {
            return Optional.of("a path in a bundle is relative, without a drive or a scheme");
        }
        if (path.indexOf('\\') >= 0) {
            return Optional.of("folders are parted by /, not by a backslash");
        }
        if (!path.codePoints().allMatch(Shown::isSeen)) {
            return Optional.of("it holds a character that cannot be seen");
        }
        List<String> parts = Arrays.asList(path.split("/", -1));
        if (parts.stream().anyMatch(part -> List.of("", ".", "..").contains(part))) {
            return Optional.of("no part of it may be empty, . or ..");
        }
        if (parts.stream().anyMatch(BundlePath::isTrimmedSomewhere)) {
            return Optional.of(
                    "no part of it may begin with a blank, or end with a blank or a dot");
        }
        return path.endsWith(".yml")
                ? Optional.empty()
                : Optional.of("a bundle holds policy files, which end in .yml");
    }

    /** Some systems drop these and so open another file. */
    private static boolean isTrimmedSomewhere(String part) {
        return part.endsWith(".") || !part.strip().equals(part);
    }
}
