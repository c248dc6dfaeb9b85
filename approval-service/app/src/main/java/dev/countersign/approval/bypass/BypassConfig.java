package dev.countersign.approval.bypass;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings of bypasses. */
@ConfigMapping(prefix = "countersign.bypass")
public interface BypassConfig {

    /** How long a request may wait for its approver; after that it lapses. */
    @WithDefault("PT1H")
    Duration voteWithin();
}
