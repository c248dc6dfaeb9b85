package dev.countersign.audit;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/** What can be set about the audit log. */
@ConfigMapping(prefix = "countersign.audit")
public interface AuditConfig {

    /**
     * Name of the log and of its key, by custom a web address without scheme. It is part of every
     * checkpoint: after the first one it cannot change.
     */
    @WithDefault("countersign.local/log")
    String origin();

    /**
     * File with the log's private key: 32 bytes, base64url without padding. Made if it is missing
     * and nothing was signed yet. Whoever has it can sign in the log's name.
     */
    Path logKeyFile();

    /**
     * File in which the signer remembers what it signed last; by default the key's with {@code
     * .signed} after it. Never delete it to make the log run again: it is what notices a database
     * that was set back.
     */
    Optional<Path> signerRecordFile();

    /** Clients of Keycloak that may send events, each under its own source alone. */
    @WithDefault("decision-service,approval-service")
    Set<String> producers();

    /** Address of this service for others; not used here. */
    Optional<URI> url();
}
