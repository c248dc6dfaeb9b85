package dev.countersign.decision.bundle;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.countersign.audit.api.Event;
import dev.countersign.audit.api.PolicyId;
import dev.countersign.audit.api.Story;
import dev.countersign.decision.bundle.LastGood.Problem;
import dev.countersign.trail.AuditTrail;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Leaves a trace of each problem with what is in force: once, whichever replica meets it first. */
@ApplicationScoped
class ReportNotLoaded {

    private final EntityManager database;
    private final AuditTrail trail;

    ReportNotLoaded(EntityManager database, AuditTrail trail) {
        this.database = database;
        this.trail = trail;
    }

    @Transactional
    public void report(Problem problem) {
        int first =
                database.createNativeQuery(
                                """
                                insert into policy_problem (policy_id, digest) values (:policy, :digest)
                                on conflict do nothing
                                """)
                        .setParameter("policy", problem.policy())
                        .setParameter("digest", digest(problem.reason()))
                        .executeUpdate();
        if (first == 1) {
            trail.record(
                    new Event.PolicyNotLoaded(
                            Story.NONE,
                            new PolicyId(problem.policy()),
                            problem.scope().shown(),
                            problem.reason(),
                            problem.consequence()));
        }
    }

    private static String digest(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }
}
