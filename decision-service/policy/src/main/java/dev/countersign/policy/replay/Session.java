package dev.countersign.policy.replay;

import dev.countersign.policy.action.Action;
import dev.countersign.policy.condition.Circumstances;
import dev.countersign.policy.condition.Circumstances.Operator;
import dev.countersign.policy.condition.Proposer;
import dev.countersign.policy.history.History;
import dev.countersign.policy.history.Limits;
import dev.countersign.policy.history.Traces;
import dev.countersign.policy.language.Effect;
import dev.countersign.policy.masking.Masker;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What is known of a session in the middle of its recorded calls. */
final class Session {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final String root;
    private final boolean whole;
    private History history = History.NONE;
    private boolean killed;
    private long minute;
    private int before;
    private int present;

    /**
     * @param first of its calls that is replayed
     * @param fresh whether none of its calls was replayed before
     */
    Session(Recorded first, boolean fresh) {
        this.root = first.run().root().isEmpty() ? first.action().cwd() : first.run().root();
        this.whole = fresh && first.run().began().isPresent();
    }

    /** Whether all of its calls were recorded. */
    boolean isWhole() {
        return whole;
    }

    /** After that nothing of it is judged. */
    boolean isKilled() {
        return killed;
    }

    History history() {
        return history;
    }

    /** In which the call was proposed; counts it. */
    Circumstances circumstances(Recorded call) {
        String agent = call.run().agent();
        Proposer proposer = agent.isEmpty() ? Proposer.UNKNOWN : Proposer.UNKNOWN.named(agent);
        Optional<Duration> age =
                call.run()
                        .began()
                        .flatMap(start -> call.time().map(now -> Duration.between(start, now)));
        Circumstances here =
                Circumstances.in(root)
                        .by(age.map(proposer::since).orElse(proposer))
                        .on(new Operator(call.run().operator(), Optional.empty()));
        return call.time().map(now -> here.at(now).after(counted(now))).orElse(here);
    }

    /** Two whole minutes, as calls are counted when they are decided. */
    private int counted(Instant time) {
        long now = time.toEpochMilli();
        long current = Math.floorDiv(now, MINUTE.toMillis());
        if (current != minute) {
            before = current == minute + 1 ? present : 0;
            present = 0;
            minute = current;
        }
        present++;
        double left = 1 - Math.floorMod(now, MINUTE.toMillis()) / (double) MINUTE.toMillis();
        return present + (int) (before * left);
    }

    /** What happened is what was recorded, whatever the other policy would have done. */
    void happened(Replayed call) {
        Recorded recorded = call.recorded();
        killed |= recorded.effect() == Effect.KILL;
        if (recorded.outcome().proceeded()) {
            Action action = call.facts().action();
            Traces traces =
                    Traces.of(call.facts(), root.isEmpty() ? action.cwd() : root, recorded.id());
            history = history.after(Limits.fitting(traces.masked(Masker.shipped()::text), history));
        }
    }
}
