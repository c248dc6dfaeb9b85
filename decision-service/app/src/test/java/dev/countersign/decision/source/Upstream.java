package dev.countersign.decision.source;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.ResetCommand.ResetType;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.revwalk.RevCommit;

/** A repository that people push to. */
final class Upstream {

    static final String POLICY = ".agent-policy.yml";

    private final Path folder;

    private Upstream(Path folder) {
        this.folder = folder;
    }

    static Upstream in(Path folder) {
        OwnSettings.only();
        try {
            Git.init().setDirectory(folder.toFile()).setInitialBranch("main").call().close();
        } catch (GitAPIException failed) {
            throw new IllegalStateException(failed);
        }
        return new Upstream(folder);
    }

    Upstream with(String path, String text) {
        return with(path, text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    Upstream with(String path, byte[] bytes) {
        try {
            Path file = folder.resolve(path);
            Files.createDirectories(file.getParent());
            Files.deleteIfExists(file);
            Files.write(file, bytes);
            return this;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    Upstream withLink(String path, String target) {
        try {
            Files.deleteIfExists(folder.resolve(path));
            Files.createSymbolicLink(folder.resolve(path), Path.of(target));
            return this;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    Upstream without(String path) {
        try {
            Files.deleteIfExists(folder.resolve(path));
            return this;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Its identifier. */
    String commit(String message) {
        try (Git git = Git.open(folder.toFile())) {
            git.add().addFilepattern(".").call();
            git.add().setUpdate(true).addFilepattern(".").call();
            RevCommit commit =
                    git.commit()
                            .setMessage(message)
                            .setAuthor("Jane Doe", "jane@example.com")
                            .setCommitter("Jane Doe", "jane@example.com")
                            .setSign(false)
                            .call();
            return commit.name();
        } catch (GitAPIException | IOException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** The newest commit was never made. */
    void forgetNewest() {
        try (Git git = Git.open(folder.toFile())) {
            git.reset().setMode(ResetType.HARD).setRef("HEAD~1").call();
        } catch (GitAPIException | IOException failed) {
            throw new IllegalStateException(failed);
        }
    }

    Path folder() {
        return folder;
    }
}
