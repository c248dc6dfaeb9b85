package dev.countersign.decision.bundle;

import dev.countersign.audit.api.Event;
import dev.countersign.audit.api.PolicyId;
import dev.countersign.audit.api.Story;
import dev.countersign.decision.api.DecisionError;
import dev.countersign.decision.api.PolicyView;
import dev.countersign.policy.language.Policy;
import dev.countersign.policy.language.PolicyErrors;
import dev.countersign.policy.suite.CheckedPolicy;
import dev.countersign.runtime.Now;
import dev.countersign.runtime.Refused;
import dev.countersign.trail.AuditTrail;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Map;
import java.util.stream.Stream;

/** Checks a policy file and stores it. It is not in force before it is activated. */
@ApplicationScoped
public class UploadPolicy {

    static final String FILE_NAME = ".agent-policy.yml";

    private final Now now;
    private final AuditTrail trail;

    UploadPolicy(Now now, AuditTrail trail) {
        this.now = now;
        this.trail = trail;
    }

    @Transactional
    public PolicyView upload(String file, String by) {
        Policy policy = check(file);
        requireStorable(policy);
        StoredPolicy stored = StoredPolicy.of(policy, file, by, now.instant());
        stored.persist();
        trail.record(
                new Event.PolicyChanged(
                        Story.NONE, new PolicyId(stored.id), "uploaded", stored.version, by, ""));
        return stored.view();
    }

    /** A file without a NUL may still write one, as an escape. */
    private static void requireStorable(Policy policy) {
        Stream.concat(policy.metadata().values().stream(), policy.agents().stream())
                .filter(text -> text.indexOf('\0') >= 0)
                .findFirst()
                .ifPresent(
                        text -> {
                            throw new Refused(
                                    DecisionError.INVALID_ORDER,
                                    "'%s' holds a NUL character; no name does."
                                            .formatted(text.replace('\0', '\ufffd')));
                        });
    }

    private static Policy check(String file) {
        if (file.indexOf('\0') >= 0) {
            throw new Refused(
                    DecisionError.INVALID_ORDER, "The file holds a NUL character; it is no text.");
        }
        try {
            return CheckedPolicy.read(FILE_NAME, file);
        } catch (PolicyErrors errors) {
            throw new Refused(
                    DecisionError.INVALID_POLICY,
                    String.valueOf(errors.getMessage()),
                    Map.of(
                            "errors",
                            errors.errors().stream()
                                    .map(
                                            error ->
                                                    Map.of(
                                                            "line", error.line(),
                                                            "column", error.column(),
                                                            "message", error.message()))
                                    .toList()));
        }
    }
}
