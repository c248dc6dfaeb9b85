package dev.countersign.decision.api;

import java.time.Instant;
import java.util.Optional;

/**
 * A Git repository that policies are taken from.
 *
 * @param url without credentials
 * @param path of the folder, or of the bundle, in the repository; empty for its root
 * @param taken the commit that was taken last
 * @param lookedAt when some replica last looked
 * @param problem absent while nothing stands in the way
 */
public record GitSourceView(
        String url,
        String branch,
        String path,
        Optional<GitCommitView> taken,
        Optional<Instant> lookedAt,
        Optional<GitProblemView> problem) {}
