package dev.countersign.policy.history;

import dev.countersign.policy.action.Wild;
import dev.countersign.policy.masking.Masker;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Takes secrets out of traces. What stood in their place is unknown text from then on. */
final class MaskedTraces {
    private static final Pattern MARK = Pattern.compile("‹masked[^›]*›");

    /** What is one word to every shell and no option of any program. */
    private static final Pattern PLAIN = Pattern.compile("(?!-)[A-Za-z0-9._~+/=:@%,^-]*");

    private final UnaryOperator<String> mask;

    MaskedTraces(UnaryOperator<String> mask) {
        this.mask = mask;
    }

    Traces of(Traces traces) {
        var labels = new HashSet<String>();
        traces.labels()
                .forEach(label -> labels.add(Labels.WORDS.contains(label) ? label : name(label)));
        var files = new HashMap<String, RememberedFile>();
        traces.files().forEach((path, file) -> add(files, name(path), file, path));
        var deleted = new HashSet<>(traces.deleted());
        deleted.removeIf(path -> !name(path).equals(path));
        return new Traces(labels, files, deleted);
    }

    /** Several files may have the same name now: what each of them holds is not known. */
    private void add(
            Map<String, RememberedFile> files, String name, RememberedFile file, String path) {
        files.put(name, name.equals(path) ? content(file) : file.withoutText());
    }

    private String name(String text) {
        return MARK.matcher(mask.apply(text)).replaceAll(String.valueOf(Wild.STAR));
    }

    private RememberedFile content(RememberedFile file) {
        return new RememberedFile(file.digest(), file.text().flatMap(this::content));
    }

    /** Such a text is an instance of what is kept of it. */
    private Optional<String> content(String text) {
        if (text.length() > Limits.LONGEST_TEXT) {
            return Optional.empty();
        }
        String masked = mask.apply(text);
        return masked.equals(text) && !Masker.hasMask(text)
                ? Optional.of(text)
                : aligned(text, masked);
    }

    private static Optional<String> aligned(String text, String masked) {
        List<String> pieces = Stream.of(MARK.split(masked, -1)).toList();
        var kept = new StringBuilder(masked.length());
        int at = 0;
        for (int i = 0; i < pieces.size(); i++) {
            String piece = pieces.get(i);
            boolean last = i == pieces.size() - 1;
            int found = last ? text.length() - piece.length() : text.indexOf(piece, at);
            if (found < at || i == 0 && found > 0 || !text.startsWith(piece, found)) {
                return Optional.empty();
            }
            if (i > 0) {
                kept.append(unknown(text.substring(at, found)));
            }
            kept.append(piece);
            at = found + piece.length();
        }
        return Optional.of(kept.toString())
                .filter(known -> !Masker.hasMask(known) && !Wild.isWhollyUnknown(known.strip()));
    }

    private static String unknown(String secret) {
        return PLAIN.matcher(secret).matches() ? String.valueOf(Wild.TAME) : RememberedFile.CHANGED;
    }
}
