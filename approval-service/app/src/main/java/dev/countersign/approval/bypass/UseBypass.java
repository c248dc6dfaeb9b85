package dev.countersign.approval.bypass;

import dev.countersign.approval.api.ApprovalError;
import dev.countersign.approval.api.BypassUse;
import dev.countersign.approval.api.BypassView;
import dev.countersign.approval.request.Complete;
import dev.countersign.audit.api.AgentId;
import dev.countersign.audit.api.BypassId;
import dev.countersign.audit.api.SessionId;
import dev.countersign.runtime.Now;
import dev.countersign.runtime.Refused;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/** Lets one call run under a live bypass and counts it. */
@ApplicationScoped
class UseBypass {

    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

    private final Now now;
    private final BypassChronicle chronicle;
    private final EntityManager database;

    UseBypass(Now now, BypassChronicle chronicle, EntityManager database) {
        this.now = now;
        this.chronicle = chronicle;
        this.database = database;
    }

    /**
     * Repeating it for the same decision counts once, and is refused once the bypass has ended. A
     * refusal commits as well: it may have found that the time was over.
     *
     * @throws Refused NOT_LIVE, INVALID_ORDER or NO_SUCH_BYPASS
     */
    @Transactional(dontRollbackOn = Refused.class)
    public BypassView use(BypassId id, BypassUse use) {
        Complete.require(use);
        if (!DIGEST.matcher(use.digest()).matches()) {
            throw new Refused(
                    ApprovalError.INVALID_ORDER, "The digest is not 64 hexadecimal digits.");
        }
        Bypass bypass = Bypass.lock(id);
        Instant moment = now.instant();
        if (bypass.endIfOverdue(moment)) {
            chronicle.ended(bypass);
        }
        bypass.requireLive(moment);
        if (note(id, use, moment)) {
            bypass.uses++;
        }
        return bypass.view(moment, Optional.of(ApprovalError.NOT_A_PERSON));
    }

    private boolean note(BypassId id, BypassUse use, Instant moment) {
        return database.createNativeQuery(
                                """
                                insert into bypass_use (bypass, decision, digest, agent, session, at)
                                values (?1, ?2, ?3, ?4, ?5, ?6) on conflict do nothing
                                """)
                        .setParameter(1, id.value())
                        .setParameter(2, use.decision().value())
                        .setParameter(3, use.digest())
                        .setParameter(4, use.story().agent().map(AgentId::value).orElse(null))
                        .setParameter(5, use.story().session().map(SessionId::value).orElse(null))
                        .setParameter(6, moment)
                        .executeUpdate()
                == 1;
    }
}
