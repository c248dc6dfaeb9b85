package dev.countersign.policy.replay;

import dev.countersign.policy.action.Action;
import dev.countersign.policy.action.Facts;
import dev.countersign.policy.condition.Circumstances;
import dev.countersign.policy.evaluate.CompiledPolicy;
import dev.countersign.policy.tool.Analyser;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Judges recorded calls by a policy, one after the other in the order of their times, each with
 * what its session had done before. A call that ran then counts as one that ran, whatever the
 * policy says of it: what followed did follow from it.
 *
 * <p>Takes time linear in what is recorded. Of sessions it remembers so many, and the names of the
 * others: one that comes back counts as one of which earlier calls are missing. For one thread.
 */
public final class Replayer {
    private static final int MOST_SESSIONS = 1_000;

    /** Bytes of what sessions remember, about. */
    private static final long MOST_WEIGHT = 64L << 20;

    private final CompiledPolicy policy;
    private final UnaryOperator<Facts> guarding;
    private final Map<String, Session> sessions = new LinkedHashMap<>(16, 0.75f, true);
    private final Set<String> forgotten = new HashSet<>();
    private long weight;

    /**
     * @param guarding adds what calls would reach of the guard itself, as it was when they were
     *     decided
     */
    public Replayer(CompiledPolicy policy, UnaryOperator<Facts> guarding) {
        this.policy = policy;
        this.guarding = guarding;
    }

    /**
     * The next call, which is no earlier than the one before. Never throws for anything that an
     * agent can have written.
     *
     * @return empty when there is nothing to compare: the session had been killed, or an emergency
     *     bypass had lifted what was decided
     */
    public Optional<Replayed> replay(Recorded call) {
        Session session = session(call);
        if (session.isKilled()) {
            return Optional.empty();
        }
        boolean masked = UnknownParts.in(call.action());
        Action action = masked ? UnknownParts.of(call.action()) : call.action();
        Facts facts = policy.complete(guarding.apply(Analyser.analyse(action, session.history())));
        Circumstances circumstances = session.circumstances(call);
        var replayed =
                new Replayed(
                        call,
                        facts,
                        circumstances,
                        policy.judge(facts, circumstances),
                        doubts(masked, session));
        weight -= session.history().weight();
        session.happened(replayed);
        weight += session.history().weight();
        return Optional.of(replayed).filter(done -> call.outcome() != Recorded.Outcome.BYPASSED);
    }

    private static Set<Doubt> doubts(boolean masked, Session session) {
        var doubts = EnumSet.noneOf(Doubt.class);
        if (masked) {
            doubts.add(Doubt.MASKED);
        }
        if (!session.isWhole()) {
            doubts.add(Doubt.EARLIER_CALLS);
        }
        return doubts;
    }

    private Session session(Recorded call) {
        String name = call.run().session();
        Session known = sessions.get(name);
        if (known != null) {
            return known;
        }
        makeRoom();
        var begun = new Session(call, !forgotten.contains(name));
        sessions.put(name, begun);
        return begun;
    }

    /** The sessions go first of which nothing was heard for longest. */
    private void makeRoom() {
        var oldest = sessions.entrySet().iterator();
        while (oldest.hasNext() && (sessions.size() >= MOST_SESSIONS || weight > MOST_WEIGHT)) {
            var one = oldest.next();
            weight -= one.getValue().history().weight();
            forgotten.add(one.getKey());
            oldest.remove();
        }
    }
}
