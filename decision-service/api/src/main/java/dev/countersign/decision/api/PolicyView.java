package dev.countersign.decision.api;

import dev.countersign.audit.api.PolicyId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A stored policy, which never changes.
 *
 * @param version its language version and digest, as decisions name it
 * @param name from its metadata
 * @param agents patterns of the agents it is for
 * @param activeFor those of its patterns for which it is in force now
 * @param revision from its metadata or its bundle
 * @param layers the layers that it speaks in
 * @param signed whether it came in a bundle that a trusted key had signed
 * @param waiting present while a change of it waits for a second person
 * @param notLoaded why the replica that was asked could not load it although it is in force
 * @param warnings what an upload or activation has to say besides
 */
public record PolicyView(
        PolicyId id,
        String version,
        Optional<String> name,
        List<String> agents,
        List<String> activeFor,
        String uploadedBy,
        Instant uploadedAt,
        Optional<Long> revision,
        List<PolicyLayer> layers,
        boolean signed,
        Optional<WaitingView> waiting,
        Optional<String> notLoaded,
        List<PolicyWarning> warnings) {

    public PolicyView warning(List<PolicyWarning> more) {
        return with(notLoaded, more);
    }

    public PolicyView notLoaded(String why) {
        return with(Optional.of(why), warnings);
    }

    private PolicyView with(Optional<String> why, List<PolicyWarning> more) {
        return new PolicyView(
                id,
                version,
                name,
                agents,
                activeFor,
                uploadedBy,
                uploadedAt,
                revision,
                layers,
                signed,
                waiting,
                why,
                more);
    }
}
