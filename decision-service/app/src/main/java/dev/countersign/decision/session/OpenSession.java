package dev.countersign.decision.session;

import dev.countersign.audit.api.Event;
import dev.countersign.audit.api.SessionId;
import dev.countersign.decision.agent.AgentRef;
import dev.countersign.decision.masking.Masking;
import dev.countersign.runtime.Now;
import dev.countersign.trail.AuditTrail;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;

/** Finds the run that a call belongs to; the first call of a run begins it. */
@ApplicationScoped
public class OpenSession {

    /** Two replicas may see the first call at once; one of them inserts, both find the row. */
    private static final String INSERT =
            """
            insert into session
                (id, agent_id, native_session, client, cwd, state, started_at)
            values (?1, ?2, ?3, ?4, ?5, 'ACTIVE', now())
            on conflict (agent_id, native_session) do nothing
            """;

    private final EntityManager entities;
    private final AuditTrail trail;
    private final Masking masking;
    private final SessionMemory memory;
    private final Now now;

    OpenSession(
            EntityManager entities,
            AuditTrail trail,
            Masking masking,
            SessionMemory memory,
            Now now) {
        this.memory = memory;
        this.entities = entities;
        this.trail = trail;
        this.masking = masking;
        this.now = now;
    }

    @Transactional
    public SessionRef open(AgentRef agent, NativeSession run) {
        Session session = opened(agent, run);
        return session.ref(memory.read(new SessionId(session.id)), now.instant());
    }

    /** As {@link #open}, for those who need not know what it remembers. */
    @Transactional
    public SessionId idOf(AgentRef agent, NativeSession run) {
        return new SessionId(opened(agent, run).id);
    }

    private Session opened(AgentRef agent, NativeSession run) {
        Session session = Session.of(agent.id(), run.name()).orElseGet(() -> begin(agent, run));
        session.reopen();
        return session;
    }

    private Session begin(AgentRef agent, NativeSession run) {
        SessionId id = SessionId.next();
        String cwd = masking.text(run.cwd());
        int inserted =
                entities.createNativeQuery(INSERT)
                        .setParameter(1, id.value())
                        .setParameter(2, agent.id().value())
                        .setParameter(3, run.name())
                        .setParameter(4, run.client())
                        .setParameter(5, cwd)
                        .executeUpdate();
        if (inserted == 1) {
            trail.record(
                    new Event.SessionStarted(
                            Session.story(agent, id), run.client(), run.name(), cwd));
        }
        return Session.of(agent.id(), run.name()).orElseThrow();
    }
}
