package dev.countersign.decision.source;

import dev.countersign.audit.api.PolicyId;
import dev.countersign.decision.api.GitCommitView;
import dev.countersign.decision.api.GitProblemView;
import dev.countersign.decision.api.GitSourceView;
import java.time.Instant;
import java.util.Optional;

/** What the database says of a source: how far it was taken, and what stands in the way. */
record Position(
        Optional<Taken> taken, Optional<Instant> lookedAt, Optional<GitProblemView> problem) {

    static final Position START =
            new Position(Optional.empty(), Optional.empty(), Optional.empty());

    /**
     * A commit whose policy is stored.
     *
     * @param content digest of what it holds
     * @param settled whether nothing is left to do for it
     */
    record Taken(String commit, PolicyId policy, String content, Instant at, boolean settled) {}

    boolean isAt(Commit commit) {
        return taken.filter(there -> there.commit().equals(commit.id())).isPresent();
    }

    GitSourceView view(Remote remote) {
        return new GitSourceView(
                remote.url().toString(),
                remote.branch(),
                remote.path(),
                taken.map(one -> new GitCommitView(one.commit(), one.policy(), one.at())),
                lookedAt,
                problem);
    }
}
