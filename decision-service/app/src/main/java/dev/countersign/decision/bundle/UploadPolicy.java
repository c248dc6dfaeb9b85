package dev.countersign.decision.bundle;

import dev.countersign.audit.api.Event;
import dev.countersign.audit.api.Story;
import dev.countersign.decision.api.DecisionError;
import dev.countersign.decision.api.PolicyView;
import dev.countersign.policy.bundle.Bundle;
import dev.countersign.policy.language.Policy;
import dev.countersign.runtime.Now;
import dev.countersign.runtime.Refused;
import dev.countersign.trail.AuditTrail;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.stream.Stream;

/** Stores a policy that was read. It is not in force before it is activated. */
@ApplicationScoped
public class UploadPolicy {

    private final Now now;
    private final Signatures signatures;
    private final Approvers approvers;
    private final AuditTrail trail;

    UploadPolicy(Now now, Signatures signatures, Approvers approvers, AuditTrail trail) {
        this.now = now;
        this.signatures = signatures;
        this.approvers = approvers;
        this.trail = trail;
    }

    /**
     * @param texts the files, by path
     * @throws Refused INVALID_POLICY with every error, INVALID_ORDER for what is no text
     */
    public PolicyView upload(Map<String, String> texts, Delivery delivery) {
        return upload(Parcel.of(check(texts)), delivery);
    }

    /**
     * @throws Refused INVALID_BUNDLE besides
     */
    public PolicyView upload(byte[] bytes, Delivery delivery) {
        Bundle bundle = signatures.read(bytes);
        return upload(Parcel.of(bundle, check(bundle.files())), delivery);
    }

    private PolicyView upload(Parcel parcel, Delivery delivery) {
        PolicyView stored = QuarkusTransaction.requiringNew().call(() -> store(parcel, delivery));
        return stored.warning(approvers.warnings(parcel.files()));
    }

    private PolicyView store(Parcel parcel, Delivery delivery) {
        StoredPolicy stored = StoredPolicy.of(parcel, delivery.by(), now.instant());
        stored.persistAndFlush();
        trail.record(
                new Event.PolicyChanged(
                        Story.NONE,
                        stored.id(),
                        "uploaded",
                        stored.version,
                        delivery.by().name(),
                        delivery.above(PolicyDiff.ofActivating(stored))));
        delivery.noting().accept(stored.id());
        return stored.view();
    }

    private static PolicyFiles check(Map<String, String> texts) {
        texts.values().forEach(UploadPolicy::requireText);
        PolicyFiles files = PolicyFiles.checked(texts);
        files.head();
        files.policies().forEach(UploadPolicy::requireStorable);
        return files;
    }

    private static void requireText(String file) {
        if (file.indexOf('\0') >= 0) {
            throw new Refused(
                    DecisionError.INVALID_ORDER, "The file holds a NUL character; it is no text.");
        }
    }

    /** A file without a NUL may still write one, as an escape; and so may names with line ends. */
    private static void requireStorable(Policy policy) {
        Stream.concat(
                        policy.metadata().values().stream().filter(text -> text.indexOf('\0') >= 0),
                        policy.agents().stream()
                                .filter(text -> text.chars().anyMatch(Character::isISOControl)))
                .findFirst()
                .ifPresent(
                        text -> {
                            throw new Refused(
                                    DecisionError.INVALID_ORDER,
                                    "'%s' holds a control character; no name does."
                                            .formatted(text.replaceAll("\\p{Cntrl}", "\ufffd")));
                        });
    }
}
