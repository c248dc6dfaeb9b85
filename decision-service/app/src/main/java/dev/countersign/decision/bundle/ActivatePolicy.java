package dev.countersign.decision.bundle;

import dev.countersign.audit.api.Event;
import dev.countersign.audit.api.PolicyId;
import dev.countersign.audit.api.Story;
import dev.countersign.decision.LineDiff;
import dev.countersign.decision.api.DecisionError;
import dev.countersign.decision.api.PolicyView;
import dev.countersign.policy.language.PolicyErrors;
import dev.countersign.policy.language.PolicyFile;
import dev.countersign.runtime.Now;
import dev.countersign.runtime.Refused;
import dev.countersign.trail.AuditTrail;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;

/**
 * Puts a policy in force for each pattern of agents that it names, in place of what was. The
 * database tells every replica when this commits.
 */
@ApplicationScoped
public class ActivatePolicy {

    private final Now now;
    private final AuditTrail trail;

    ActivatePolicy(Now now, AuditTrail trail) {
        this.now = now;
        this.trail = trail;
    }

    @Transactional
    public PolicyView activate(PolicyId id, String by) {
        StoredPolicy policy = StoredPolicy.require(id);
        checkAgain(policy);
        Instant time = now.instant();
        policy.patterns().stream().sorted().forEach(pattern -> activate(policy, pattern, by, time));
        StoredPolicy.flush();
        return policy.view();
    }

    private void activate(StoredPolicy policy, String pattern, String by, Instant time) {
        String before =
                PolicyActivation.of(pattern)
                        .map(
                                activation -> {
                                    String replaced =
                                            StoredPolicy.require(new PolicyId(activation.policyId))
                                                    .file;
                                    activation.replace(policy, by, time);
                                    return replaced;
                                })
                        .orElseGet(
                                () -> {
                                    PolicyActivation.of(pattern, policy, by, time).persist();
                                    return "";
                                });
        trail.record(
                new Event.PolicyChanged(
                        Story.NONE,
                        new PolicyId(policy.id),
                        "activated for " + pattern,
                        policy.version,
                        by,
                        String.join("\n", LineDiff.hunks(before, policy.file))));
    }

    /** An older version of this service may have let through what this one refuses. */
    private static void checkAgain(StoredPolicy policy) {
        try {
            PolicyFile.read(UploadPolicy.FILE_NAME, policy.file);
        } catch (PolicyErrors errors) {
            throw new Refused(DecisionError.INVALID_POLICY, String.valueOf(errors.getMessage()));
        }
    }
}
