package dev.countersign.ui.policy;

import dev.countersign.audit.api.PolicyId;
import dev.countersign.decision.api.ActivationView;
import dev.countersign.decision.api.PolicyLayer;
import dev.countersign.decision.api.PolicyView;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All policies, by what there is to know or do about them.
 *
 * @param waiting those of which a change waits for a second person
 * @param inForce one for each scope, the widest layer first
 * @param unused those that are stored and neither in force nor waiting, newest first
 * @param ended what is not in force any more, newest first
 */
public record Overview(
        List<PolicyView> waiting,
        List<Enforced> inForce,
        List<PolicyView> unused,
        List<ActivationView> ended) {

    /**
     * What is in force for one scope.
     *
     * @param activation absent if it came into force so long ago that it is not listed any more
     */
    public record Enforced(
            PolicyLayer layer,
            String pattern,
            PolicyView policy,
            Optional<ActivationView> activation) {

        private static Enforced of(ActivationView activation, PolicyView policy) {
            return new Enforced(
                    activation.layer(), activation.pattern(), policy, Optional.of(activation));
        }
    }

    private static final Comparator<Enforced> BY_SCOPE =
            Comparator.comparing(Enforced::layer).thenComparing(Enforced::pattern);

    /**
     * @param newest policies, in force or not
     * @param active those in force, however old
     * @param activations newest first
     */
    static Overview of(
            List<PolicyView> newest, List<PolicyView> active, List<ActivationView> activations) {
        Map<PolicyId, PolicyView> all = new LinkedHashMap<>();
        Stream.concat(newest.stream(), active.stream())
                .forEach(policy -> all.put(policy.id(), policy));
        return new Overview(
                all.values().stream().filter(policy -> policy.waiting().isPresent()).toList(),
                active.stream()
                        .flatMap(policy -> scopes(policy, activations))
                        .sorted(BY_SCOPE)
                        .toList(),
                newest.stream()
                        .filter(policy -> policy.activeFor().isEmpty())
                        .filter(policy -> policy.waiting().isEmpty())
                        .toList(),
                activations.stream().filter(one -> one.endedAt().isPresent()).toList());
    }

    private static Stream<Enforced> scopes(PolicyView policy, List<ActivationView> activations) {
        List<Enforced> listed =
                activations.stream()
                        .filter(one -> one.policy().equals(policy.id()))
                        .filter(one -> one.endedAt().isEmpty())
                        .map(one -> Enforced.of(one, policy))
                        .toList();
        return listed.isEmpty() ? unlisted(policy) : listed.stream();
    }

    private static Stream<Enforced> unlisted(PolicyView policy) {
        return policy.layers().stream()
                .flatMap(
                        layer ->
                                policy.activeFor().stream()
                                        .map(
                                                pattern ->
                                                        new Enforced(
                                                                layer,
                                                                pattern,
                                                                policy,
                                                                Optional.empty())));
    }
}
