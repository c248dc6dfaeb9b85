package dev.countersign.decision.hook;

import java.util.Map;
import java.util.Optional;

/** What a hook can tell. */
sealed interface HookCall {

    /** The agent product's own name of the run. */
    String session();

    /** A tool is about to run. */
    record Before(
            String session,
            Optional<String> subagent,
            Optional<String> call,
            String tool,
            Map<String, Object> input,
            String cwd)
            implements HookCall {}

    /** A tool ran, or failed. */
    record After(
            String session,
            Optional<String> call,
            String tool,
            boolean succeeded,
            Optional<Long> durationMillis,
            Map<String, Object> output)
            implements HookCall {}

    /** A run begins. */
    record Started(String session, String cwd) implements HookCall {}

    /** A run is over. */
    record Over(String session) implements HookCall {}

    /** A tool may be about to run, and this event is none at which that is decided. */
    record Undecided(String session, String event) implements HookCall {}

    /** Something that nothing depends on. */
    record Other(String session, String event) implements HookCall {}
}
