package dev.countersign.decision.bundle;

import dev.countersign.decision.masking.Masking;
import dev.countersign.policy.action.Facts;
import dev.countersign.policy.condition.Circumstances;
import dev.countersign.policy.evaluate.Explanation;
import dev.countersign.policy.masking.ActionMask;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The policies in force, as this replica knows them; {@link PolicyLoader} keeps them up to date.
 * Before anything was read, and when nothing could be read for long, only reading goes on.
 */
@ApplicationScoped
public class Policies {

    private final GuardAddresses guard;
    private final Duration maxStale;
    private final InForce unread;
    private volatile InForce current;
    private volatile long readAt;
    private volatile boolean everRead;

    Policies(Masking masking, GuardAddresses guard, PolicySettings settings) {
        this.guard = guard;
        this.maxStale = settings.maxStale();
        this.unread =
                InForce.unknown(masking, "Which policy is in force could not be read for long.");
        this.current = unread;
    }

    /** Never throws for anything that an agent can write. */
    public Judgement judge(String agent, Facts facts, Circumstances circumstances) {
        Loaded policy = now().forAgent(agent);
        Facts all = policy.complete(guard.with(facts));
        return new Judgement(
                all,
                circumstances.rootOf(all.action()),
                policy.judge(all, of(agent, circumstances)),
                policy.bypass(),
                new ActionMask(policy.masker(), policy.redact()));
    }

    /** As {@link #judge}, with everything that led to it. */
    public Explanation explain(String agent, Facts facts, Circumstances circumstances) {
        return now().forAgent(agent).explain(guard.with(facts), of(agent, circumstances));
    }

    /** Masks what calls of the agent returned. */
    public ActionMask maskOfResults(String agent) {
        return new ActionMask(now().forAgent(agent).masker(), List.of());
    }

    /** From now on this is in force. To be called by one thread at a time. */
    void take(Map<Scope, InForce.Part> parts) {
        current = current.with(parts);
        readAt = System.nanoTime();
        everRead = true;
    }

    /** As if these parts were in force as well, in place of what their scopes have. */
    InForce instead(Map<Scope, InForce.Part> parts) {
        return now().and(parts);
    }

    boolean everRead() {
        return everRead;
    }

    /** The database's clock cannot be asked when this counts, so it is this machine's. */
    boolean isStale() {
        return !everRead || System.nanoTime() - readAt > maxStale.toNanos();
    }

    private InForce now() {
        return isStale() ? unread : current;
    }

    private static Circumstances of(String agent, Circumstances circumstances) {
        return circumstances.by(circumstances.proposer().named(agent));
    }
}
