package dev.countersign.cli.terminal;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.List;
import java.util.stream.Stream;

/** The text of a file and what it becomes. */
public record Replaced(String file, String before, String after) {

    public boolean isChange() {
        return !before.equals(after);
    }

    /** The difference in the unified form. */
    public List<String> difference() {
        List<String> old = lines(before);
        return UnifiedDiffUtils.generateUnifiedDiff(
                        file, file, old, DiffUtils.diff(old, lines(after)), 3)
                .stream()
                .map(Visible::line)
                .toList();
    }

    private static List<String> lines(String text) {
        if (text.isEmpty()) {
            return List.of();
        }
        String body = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
        return Stream.of(body.split("\n", -1)).toList();
    }

    /** Puts the new text in place whole: whoever reads meanwhile sees the one or the other. */
    public void write(Surroundings here) {
        try {
            Path target = here.folder().resolve(file).toRealPath();
            Path beside = Files.createTempFile(target.getParent(), ".agent-policy", ".tmp");
            try {
                Files.writeString(beside, after, StandardCharsets.UTF_8);
                copyPermissions(target, beside);
                Files.move(
                        beside,
                        target,
                        StandardCopyOption.ATOMIC_MOVE,
                        StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(beside);
            }
        } catch (IOException failed) {
            throw new Unusable(
                    Visible.line(file)
                            + " cannot be written: "
                            + Visible.line(String.valueOf(failed.getMessage())));
        }
    }

    private static void copyPermissions(Path from, Path to) throws IOException {
        var source =
                Files.getFileAttributeView(
                        from, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        var target = Files.getFileAttributeView(to, PosixFileAttributeView.class);
        if (source != null && target != null) {
            target.setPermissions(source.readAttributes().permissions());
        }
    }
}
