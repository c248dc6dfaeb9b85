package dev.countersign.decision.hook;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long hooks are held. */
@ConfigMapping(prefix = "countersign.hook")
interface HookSettings {

    /**
     * For clients that do not say how long they wait, such as Claude Code's own HTTP hook, whose
     * timer is 600 seconds unless set. An answer after the client's timer is consent, so this must
     * end well before it.
     */
    @WithDefault("PT540S")
    Duration unannounced();

    /** Longest hold, whatever a client announces. */
    @WithDefault("PT55M")
    Duration longest();

    /** Ends the hold this much before the client does, so that the refusal still arrives. */
    @WithDefault("PT2S")
    Duration margin();
}
