package dev.countersign.decision.source;

import dev.countersign.decision.api.DecisionError;
import dev.countersign.decision.bundle.PolicyFiles;
import dev.countersign.policy.bundle.Bundle;
import dev.countersign.runtime.Refused;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevTree;
import org.eclipse.jgit.treewalk.TreeWalk;

/**
 * Reads policies out of a commit, without any work tree. What could be meant as a policy and is not
 * a plain file is refused rather than left out: a rule that is silently missing allows.
 */
final class CommitTree {

    static final int MOST_FILES = 500;
    static final int MOST_BYTES_OF_ONE = 1 << 20;
    static final int MOST_BYTES = 8 << 20;

    private static final String OVERRIDE = ".agent-policy.override.yml";
    private static final String LARGE_FILE = "version https://git-lfs.github.com/spec/";

    /** What lies there was written by others. */
    private static final Set<String> NOT_SEARCHED = Set.of("node_modules");

    private final Repository repository;
    private final SortedMap<String, String> texts = new TreeMap<>();
    private int bytes;

    private CommitTree(Repository repository) {
        this.repository = repository;
    }

    /**
     * @param path of a folder with policy files, or of a bundle; empty for the root
     * @throws Refused SOURCE_UNFIT
     */
    static Content read(Repository repository, RevTree root, String path) throws IOException {
        CommitTree tree = new CommitTree(repository);
        if (path.isEmpty()) {
            return new Content.Plain(tree.beneath(root));
        }
        try (TreeWalk at = TreeWalk.forPath(repository, path, root)) {
            if (at == null) {
                throw unfit("It holds no '%s', which countersign.policy.git.path names", path);
            }
            if (at.getFileMode() == FileMode.TREE) {
                return new Content.Plain(tree.beneath(at.getObjectId(0)));
            }
            requirePlain(at, path);
            return new Content.Signed(tree.bytes(path, at.getObjectId(0), Bundle.MOST_BYTES));
        }
    }

    private SortedMap<String, String> beneath(ObjectId folder) throws IOException {
        try (TreeWalk walk = new TreeWalk(repository)) {
            walk.addTree(folder);
            while (walk.next()) {
                if (walk.isSubtree() && !NOT_SEARCHED.contains(walk.getNameString())) {
                    walk.enterSubtree();
                } else if (isMeant(walk)) {
                    add(walk.getPathString(), walk);
                }
            }
        }
        return texts;
    }

    private static boolean isMeant(TreeWalk walk) {
        return PolicyFiles.includes(walk.getPathString()) || walk.getNameString().equals(OVERRIDE);
    }

    private void add(String path, TreeWalk walk) throws IOException {
        requirePlain(walk, path);
        if (!PolicyFiles.includes(path)) {
            throw unfit(
                    "%s lies in no folder beneath the policies, so there is nothing that it overrides",
                    path);
        }
        if (path.chars().anyMatch(Character::isISOControl)) {
            throw unfit("The path '%s' holds a control character", path);
        }
        if (texts.size() == MOST_FILES) {
            throw unfit("It holds more than %d policy files", MOST_FILES);
        }
        texts.put(path, text(path, bytes(path, walk.getObjectId(0), MOST_BYTES_OF_ONE)));
    }

    private static void requirePlain(TreeWalk walk, String path) {
        FileMode mode = walk.getFileMode();
        if (mode != FileMode.REGULAR_FILE && mode != FileMode.EXECUTABLE_FILE) {
            throw unfit("%s is %s, and only plain files are taken", path, kind(mode));
        }
    }

    private static String kind(FileMode mode) {
        if (mode == FileMode.SYMLINK) {
            return "a symbolic link";
        }
        return mode == FileMode.GITLINK ? "a submodule" : "a folder";
    }

    private byte[] bytes(String path, ObjectId blob, int most) throws IOException {
        ObjectLoader loader = repository.open(blob);
        if (loader.getSize() > most) {
            throw unfit("%s is larger than %,d bytes", path, most);
        }
        return loader.getCachedBytes(most);
    }

    private String text(String path, byte[] file) {
        bytes += file.length;
        if (bytes > MOST_BYTES) {
            throw unfit("All policy files together are larger than %,d bytes", MOST_BYTES);
        }
        try {
            String text =
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(file)).toString();
            if (text.startsWith(LARGE_FILE)) {
                throw unfit(
                        "%s is kept in Git LFS, and only files of the repository are taken", path);
            }
            return text;
        } catch (CharacterCodingException binary) {
            throw unfit("%s is no text in UTF-8", path);
        }
    }

    private static Refused unfit(String why, Object... values) {
        return new Refused(
                DecisionError.SOURCE_UNFIT,
                why.formatted(values).replaceAll("\\p{Cntrl}", "\ufffd") + ".");
    }
}
