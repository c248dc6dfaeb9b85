package dev.countersign.decision.bundle;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How policies come into force. */
@ConfigMapping(prefix = "countersign.policy")
interface PolicySettings {

    /**
     * Public Ed25519 keys that sign bundles, each the path of a PEM file or its text. None by
     * default: then no bundle is taken.
     */
    Optional<List<String>> trustedKeys();

    /** Whether only what came in a signed bundle may be put in force. */
    @WithDefault("false")
    boolean requireSignature();

    /**
     * Patterns of agents' names. What could be in force for one of these agents changes only when
     * two people want it; who pushed to a Git repository is none of them. None by default.
     */
    Optional<List<String>> secondPerson();

    /**
     * For how long a policy that once could be loaded stays in force when it, or the database,
     * cannot be read any more. After that only reading goes on, what is dangerous is denied and
     * people decide the rest.
     */
    @WithDefault("PT24H")
    Duration maxStale();
}
