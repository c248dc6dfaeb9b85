package dev.countersign.decision.source;

import dev.countersign.decision.api.DecisionError;
import dev.countersign.runtime.Refused;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.TagOpt;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.TransportHttp;
import org.eclipse.jgit.transport.UsernamePasswordCredentialsProvider;
import org.eclipse.jgit.util.FileUtils;

/**
 * A bare copy of the remote branch in a folder that only this process uses, and that ends with it.
 * What is trusted of it is remembered in the database. Not for several threads.
 */
final class Mirror implements AutoCloseable {

    private static final String TIP = "refs/heads/tip";
    private static final int SECONDS_OF_SILENCE = 30;
    private static final int LONGEST_PROBLEM = 500;

    private final Remote remote;
    private final Optional<Login> login;
    private Optional<Repository> copy = Optional.empty();

    /** Whom the remote is told that we are. */
    record Login(String user, Secret token) {}

    Mirror(Remote remote, Optional<Login> login) {
        OwnSettings.only();
        this.remote = remote;
        this.login = login;
    }

    Remote remote() {
        return remote;
    }

    /**
     * Fetches the branch.
     *
     * @return its newest commit
     * @throws Refused SOURCE_UNREACHABLE, with nothing of the credentials in it
     */
    Commit fetch() {
        try {
            Repository repository = open();
            try (Transport transport = Transport.open(repository, remote.url())) {
                configure(transport);
                transport.fetch(
                        new FetchLimit(), List.of(new RefSpec("+" + remote.ref() + ":" + TIP)));
            }
            try (RevWalk walk = new RevWalk(repository)) {
                return Commit.of(walk.parseCommit(tip(repository)));
            }
        } catch (IOException | RuntimeException failed) {
            throw new Refused(DecisionError.SOURCE_UNREACHABLE, told(failed));
        }
    }

    /** Whether the commit has the other one among its ancestors, or is it. */
    boolean descends(Commit commit, String other) throws IOException {
        try (RevWalk walk = new RevWalk(open())) {
            return walk.isMergedInto(
                    walk.parseCommit(ObjectId.fromString(other)),
                    walk.parseCommit(ObjectId.fromString(commit.id())));
        } catch (MissingObjectException unknown) {
            return false;
        }
    }

    /**
     * @throws Refused SOURCE_UNFIT
     */
    Content content(Commit commit) throws IOException {
        Repository repository = open();
        try (RevWalk walk = new RevWalk(repository)) {
            return CommitTree.read(
                    repository,
                    walk.parseCommit(ObjectId.fromString(commit.id())).getTree(),
                    remote.path());
        }
    }

    @Override
    public void close() throws IOException {
        if (copy.isPresent()) {
            File folder = copy.get().getDirectory();
            copy.get().close();
            copy = Optional.empty();
            FileUtils.delete(folder, FileUtils.RECURSIVE | FileUtils.SKIP_MISSING);
        }
    }

    private Repository open() throws IOException {
        if (copy.isEmpty()) {
            Path folder = Files.createTempDirectory("countersign-policy-git");
            Repository made =
                    new FileRepositoryBuilder().setBare().setGitDir(folder.toFile()).build();
            made.create(true);
            // It is tidied up after a fetch, not while it is read or removed.
            made.getConfig().setBoolean("gc", null, "autodetach", false);
            made.getConfig().save();
            copy = Optional.of(made);
        }
        return copy.get();
    }

    private void configure(Transport transport) {
        transport.setTimeout(SECONDS_OF_SILENCE);
        transport.setTagOpt(TagOpt.NO_TAGS);
        login.ifPresent(
                one ->
                        transport.setCredentialsProvider(
                                new UsernamePasswordCredentialsProvider(
                                        one.user(), one.token().value())));
        if (transport instanceof TransportHttp http) {
            http.setHttpConnectionFactory(new SameHost(remote.url()));
        }
    }

    private ObjectId tip(Repository repository) throws IOException {
        Ref tip = repository.exactRef(TIP);
        if (tip == null || tip.getObjectId() == null) {
            throw new IOException("there is no branch " + remote.branch());
        }
        return tip.getObjectId();
    }

    /** What happened and why, as far as the exceptions say. */
    private String told(Throwable failed) {
        List<String> reasons = new ArrayList<>();
        for (Throwable one = failed; one != null && reasons.size() < 5; one = one.getCause()) {
            String reason = one.getMessage() == null ? one.toString() : one.getMessage();
            if (reasons.stream().noneMatch(said -> said.contains(reason))) {
                reasons.add(reason);
            }
        }
        String all = String.join("; ", reasons).replaceAll("\\p{Cntrl}+", " ");
        String hidden = login.map(one -> one.token().hiddenIn(all)).orElse(all);
        return hidden.length() <= LONGEST_PROBLEM
                ? hidden
                : hidden.substring(0, LONGEST_PROBLEM) + "…";
    }
}
