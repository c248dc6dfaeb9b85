package dev.countersign.cli.readiness;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The folder that the agent will work in. Whoever wrote it may be hostile: it is read within
 * bounds, links are not followed out of it, and what was not seen is said.
 */
public final class Repository {
    private static final int MOST_FILES = 100_000;
    private static final int DEEPEST = 100;
    private static final int LARGEST = 1 << 20;
    private static final int LONGEST_SHOWN = 60;

    /** What lies there is the work of others and comes anew with every installation. */
    private static final Set<String> NOT_SEARCHED = Set.of(".git", "node_modules");

    private final Path folder;
    private final TreeSet<String> files = new TreeSet<>();
    private final List<String> unseen = new ArrayList<>();

    private Repository(Path folder) {
        this.folder = folder;
    }

    /**
     * Looks through a folder.
     *
     * @throws IOException if it cannot be looked at at all
     */
    public static Repository at(Path folder) throws IOException {
        var repository = new Repository(folder.toRealPath());
        Files.walkFileTree(repository.folder, Set.of(), DEEPEST, repository.new Search());
        return repository;
    }

    private final class Search extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult preVisitDirectory(Path below, BasicFileAttributes attributes) {
            return NOT_SEARCHED.contains(String.valueOf(below.getFileName()))
                    ? FileVisitResult.SKIP_SUBTREE
                    : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (files.size() == MOST_FILES) {
                unseen.add("There are more than 100,000 files; not all were looked at.");
                return FileVisitResult.TERMINATE;
            }
            if (attributes.isDirectory()) {
                unseen.add(beginning(relative(file)) + " lies too deep to be looked at.");
            } else {
                files.add(relative(file));
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failed) {
            unseen.add(relative(file) + " cannot be looked at.");
            return FileVisitResult.CONTINUE;
        }
    }

    private static String beginning(String path) {
        return path.length() <= LONGEST_SHOWN ? path : path.substring(0, LONGEST_SHOWN) + "…";
    }

    private String relative(Path file) {
        return folder.relativize(file).toString().replace(file.getFileSystem().getSeparator(), "/");
    }

    /** The real path of the folder. */
    public String root() {
        return folder.toString();
    }

    /** All that is no folder, links included, by path. */
    List<String> files() {
        return List.copyOf(files);
    }

    /** What could not be looked at when the folder was looked through. */
    List<String> unseen() {
        return List.copyOf(unseen);
    }

    boolean has(String path) {
        return files.contains(path);
    }

    /** Whether anything has that path, be it readable or not. */
    boolean mentions(String path) {
        return !Files.notExists(folder.resolve(path), LinkOption.NOFOLLOW_LINKS);
    }

    /** A text of at most 1 MiB; broken bytes are replaced. */
    sealed interface Text {
        record Read(String text) implements Text {
            /** The number of the first line with this in it, from 1. */
            int lineOf(String part) {
                int at = Math.max(0, text.indexOf(part));
                return 1 + (int) text.substring(0, at).chars().filter(c -> c == '\n').count();
            }
        }

        /** A sentence. */
        record Unread(String why) implements Text {}
    }

    Text text(String path) {
        try {
            Path real = folder.resolve(path).toRealPath();
            if (!real.startsWith(folder)) {
                return new Text.Unread(path + " leads out of the folder and was not followed.");
            }
            if (!Files.isRegularFile(real)) {
                return new Text.Unread(path + " is no regular file.");
            }
            try (InputStream in = Files.newInputStream(real)) {
                byte[] bytes = in.readNBytes(LARGEST + 1);
                return bytes.length > LARGEST
                        ? new Text.Unread(path + " is larger than 1 MiB and was not read.")
                        : new Text.Read(new String(bytes, StandardCharsets.UTF_8));
            }
        } catch (IOException failed) {
            return new Text.Unread(path + " cannot be read.");
        }
    }

    /** The text, if it can be read. */
    Optional<Text.Read> readable(String path) {
        return text(path) instanceof Text.Read read ? Optional.of(read) : Optional.empty();
    }
}
