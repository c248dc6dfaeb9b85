package dev.countersign.ui.policy;

import dev.countersign.decision.api.PolicyView;
import dev.countersign.decision.api.WaitingView;
import dev.countersign.ui.Frame;
import java.util.Optional;
import java.util.Set;

/**
 * Which buttons a person has a use for. Whether they may press them is what decision-service
 * answers.
 */
public record Rights(String person, Set<String> roles) {

    static Rights of(Frame frame) {
        return new Rights(frame.person(), frame.roles());
    }

    /** Upload, activate, deactivate. */
    public boolean changes() {
        return roles.contains("policy-admin");
    }

    public boolean declines() {
        return changes() || roles.contains("security-reviewer");
    }

    public boolean replays() {
        return declines() || roles.contains("auditor");
    }

    public boolean confirms(PolicyView policy) {
        return declines() && !asked(policy) && !policy.uploadedBy().equals(person);
    }

    public boolean asked(PolicyView policy) {
        return policy.waiting().map(WaitingView::askedBy).equals(Optional.of(person));
    }
}
