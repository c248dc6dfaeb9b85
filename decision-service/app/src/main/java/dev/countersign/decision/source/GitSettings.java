package dev.countersign.decision.source;

import dev.countersign.decision.api.PolicyLayer;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** The Git repository that policies are taken from. */
@ConfigMapping(prefix = "countersign.policy.git")
interface GitSettings {

    /**
     * {@code https://…}, {@code file://…} or an absolute path; without a user or token in it. None
     * by default: then nothing is taken from any repository.
     */
    Optional<String> url();

    /** Whose newest commit is taken. */
    @WithDefault("main")
    String branch();

    /**
     * A folder of the repository: the policy files in it are taken. Or a file: it is a signed
     * bundle. The repository's root by default.
     */
    @WithDefault("/")
    String path();

    /**
     * The layers that its plain files may speak in, of {@code organisation}, {@code team} and
     * {@code repository}; a commit with a file of another one is not taken. Only the lowest by
     * default, for whoever writes there decides what stands in it. A signed bundle speaks in what
     * its key signed.
     */
    @WithDefault("repository")
    Set<PolicyLayer> layers();

    /**
     * How often the replicas together look, at least 5 s. Between two looks only a webhook tells.
     */
    @WithDefault("PT1M")
    Duration poll();

    /** The name that goes with the token; most hosts take any. */
    @WithDefault("git")
    String user();

    /** The file that holds the token with which the repository is read. */
    Optional<Path> tokenFile();

    /** The token itself. A file is better: the environment of a process is easier to see. */
    Optional<Secret> token();

    /** The file that holds the secret with which the repository's host signs its calls. */
    Optional<Path> webhookSecretFile();

    /** The secret itself. Without one there is no webhook. */
    Optional<Secret> webhookSecret();

    /** Whether what was taken is put in force as well; otherwise it is only stored. */
    @WithDefault("true")
    boolean activate();
}
