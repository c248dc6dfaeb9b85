package dev.countersign.decision.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.countersign.audit.api.Event;
import dev.countersign.audit.api.Problem;
import dev.countersign.audit.api.Story;
import dev.countersign.decision.Text;
import dev.countersign.trail.AuditTrail;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jboss.logging.Logger;

/**
 * Says what stands in the way: in what is shown, and once for each problem of a commit in the log
 * and by an event, whichever replica meets it first.
 */
@ApplicationScoped
class ReportNotTaken {

    private static final Logger LOG = Logger.getLogger(ReportNotTaken.class);
    private static final int LONGEST = 8_000;
    private static final String CONSEQUENCE = "what was in force before stays";

    private final Positions positions;
    private final AuditTrail trail;

    ReportNotTaken(Positions positions, AuditTrail trail) {
        this.positions = positions;
        this.trail = trail;
    }

    @Transactional
    public void report(Remote remote, NotTaken problem) {
        Problem why = problem.why().problem();
        String detail = Text.storable(shortened(why.detail()));
        positions.hinder(remote, why, detail, problem.commit());
        if (positions.tell(remote, problem.commit().orElse(""), digest(detail))) {
            LOG.errorf(
                    "Not taken from %s, commit %s; %s: %s",
                    remote.key(), problem.commit().orElse("unknown"), CONSEQUENCE, detail);
            trail.record(
                    new Event.PolicyNotTaken(
                            Story.NONE, remote.key(), problem.commit(), detail, CONSEQUENCE));
        }
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }

    private static String digest(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("SHA-256 is part of every JDK", missing);
        }
    }
}
