package dev.countersign.policy.bundle;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.countersign.policy.match.Fold;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a set of files must be, whatever they say, to be signed or accepted. */
final class Contents {
    static final int MOST_FILES = 500;
    static final int MOST_BYTES_OF_ONE = 1 << 20;
    static final int MOST_BYTES = 8 << 20;

    private final Map<String, String> files;
    private final List<String> flaws = new ArrayList<>();

    private Contents(Map<String, String> files) {
        this.files = files;
    }

    /** Every flaw, each with its file. */
    static List<String> flaws(Map<String, String> files) {
        var contents = new Contents(files);
        contents.checkNumbers();
        if (contents.flaws.isEmpty()) {
            files.keySet().forEach(contents::checkPath);
            files.forEach(contents::checkText);
            contents.checkSamePaths();
        }
        return List.copyOf(contents.flaws);
    }

    private void checkNumbers() {
        if (files.isEmpty()) {
            flaws.add("a bundle holds at least one file");
        }
        if (files.size() > MOST_FILES) {
            flaws.add("%d files; a bundle holds at most %d".formatted(files.size(), MOST_FILES));
        }
        long all = 0;
        for (Map.Entry<String, String> file : files.entrySet()) {
            int bytes = file.getValue().getBytes(UTF_8).length;
            all += bytes;
            if (bytes > MOST_BYTES_OF_ONE) {
                flaws.add(Shown.of(file.getKey()) + ": larger than 1 MiB");
            }
        }
        if (all > MOST_BYTES) {
            flaws.add("all files together are larger than 8 MiB");
        }
    }

    private void checkPath(String path) {
        BundlePath.flaw(path).ifPresent(flaw -> flaws.add(Shown.of(path) + ": " + flaw));
    }

    private void checkText(String path, String text) {
        if (text.codePoints().anyMatch(c -> c >= 0xD800 && c <= 0xDFFF)) {
            flaws.add(Shown.of(path) + ": it holds half of a surrogate pair, so it is no text");
        }
    }

    /** Two paths that one system or reader takes for the same, or for a folder of the other. */
    private void checkSamePaths() {
        Map<String, String> folded = new HashMap<>();
        for (String path : files.keySet()) {
            String first = folded.putIfAbsent(Fold.loosely(path), path);
            if (first != null) {
                flaws.add(
                        "%s: some systems take it for the same file as %s"
                                .formatted(Shown.of(path), Shown.of(first)));
            }
        }
        for (String path : files.keySet()) {
            String whole = Fold.loosely(path);
            for (int at = whole.indexOf('/'); at >= 0; at = whole.indexOf('/', at + 1)) {
                String file = folded.get(whole.substring(0, at));
                if (file != null) {
                    flaws.add(
                            "%s: %s is a file and no folder"
                                    .formatted(Shown.of(path), Shown.of(file)));
                }
            }
        }
    }
}
