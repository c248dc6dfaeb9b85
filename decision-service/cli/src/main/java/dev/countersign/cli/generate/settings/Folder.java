package dev.countersign.cli.generate.settings;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/**
 * The folder that files are generated in. Nothing is read or written through a link that leads out
 * of it, for a repository may come from strangers.
 */
public final class Folder {
    private static final int LARGEST = 1 << 20;

    private final Path root;

    /**
     * @throws NotGenerated if there is no such folder and none can be made
     */
    public Folder(Path root) {
        this.root = made(root);
    }

    private static Path made(Path root) {
        try {
            return Files.createDirectories(root).toRealPath();
        } catch (IOException failed) {
            throw new NotGenerated(root + " cannot be made a folder: " + failed.getMessage());
        }
    }

    /** The text of a file, if it is there. */
    public Optional<String> read(String file) {
        Path path = root.resolve(file);
        try {
            Path real = inside(file, there(path).toRealPath());
            if (Files.notExists(path, LinkOption.NOFOLLOW_LINKS)) {
                return Optional.empty();
            }
            if (Files.size(real) > LARGEST) {
                throw new NotGenerated(file + " is larger than 1 MiB; nothing was written");
            }
            return Optional.of(Files.readString(real));
        } catch (CharacterCodingException noText) {
            throw new NotGenerated(file + ":1:1: this is not valid UTF-8; nothing was written");
        } catch (IOException failed) {
            throw new NotGenerated(file + " cannot be read: " + failed.getMessage());
        }
    }

    /** Puts a text in place whole: whoever reads meanwhile sees the old or the new one. */
    public void write(String file, String text) {
        try {
            Path target = target(file);
            Path beside = Files.createTempFile(target.getParent(), ".agent-policy", ".tmp");
            try {
                Files.writeString(beside, text, StandardCharsets.UTF_8);
                permit(target, beside);
                Files.move(
                        beside,
                        target,
                        StandardCopyOption.ATOMIC_MOVE,
                        StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(beside);
            }
        } catch (IOException failed) {
            throw new NotGenerated(file + " cannot be written: " + failed.getMessage());
        }
    }

    public void delete(String file) {
        try {
            Files.deleteIfExists(target(file));
        } catch (IOException failed) {
            throw new NotGenerated(file + " cannot be removed: " + failed.getMessage());
        }
    }

    private Path target(String file) throws IOException {
        Path path = root.resolve(file);
        Path real = inside(file, there(path).toRealPath());
        if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return real;
        }
        Files.createDirectories(path.getParent());
        return path;
    }

    /** The path itself, or what there is of it. */
    private Path there(Path path) {
        for (Path at = path; at != null; at = at.getParent()) {
            if (!Files.notExists(at, LinkOption.NOFOLLOW_LINKS)) {
                return at;
            }
        }
        return root;
    }

    private Path inside(String file, Path real) {
        if (!real.startsWith(root)) {
            throw new NotGenerated(
                    file + " leads out of the folder by a link; nothing was written");
        }
        return real;
    }

    /** As the file was; a new one can be read by everybody, as others that are checked in. */
    private static void permit(Path like, Path made) throws IOException {
        var to = Files.getFileAttributeView(made, PosixFileAttributeView.class);
        if (to == null) {
            return;
        }
        to.setPermissions(
                Files.exists(like)
                        ? Files.getPosixFilePermissions(like)
                        : PosixFilePermissions.fromString("rw-r--r--"));
    }
}
