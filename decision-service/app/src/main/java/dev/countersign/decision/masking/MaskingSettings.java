package dev.countersign.decision.masking;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Optional;

/** What is masked besides. */
@ConfigMapping(prefix = "countersign.masking")
interface MaskingSettings {

    /**
     * A file with more rules in the gitleaks format, for credentials that only this organisation
     * has. None by default; one with errors stops the start.
     */
    Optional<Path> rules();
}
