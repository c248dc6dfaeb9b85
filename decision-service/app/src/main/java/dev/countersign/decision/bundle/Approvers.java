package dev.countersign.decision.bundle;

import dev.countersign.approval.api.ApproverApi;
import dev.countersign.approval.api.ApproverCheck;
import dev.countersign.approval.api.ApproverFlaw;
import dev.countersign.approval.api.Requirement;
import dev.countersign.decision.agent.Agent;
import dev.countersign.decision.api.DecisionError;
import dev.countersign.decision.api.PolicyWarning;
import dev.countersign.policy.language.ApprovalRequirement;
import dev.countersign.policy.language.Effect;
import dev.countersign.policy.language.Rule;
import dev.countersign.policy.language.Source;
import dev.countersign.runtime.HttpError;
import dev.countersign.runtime.Refused;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.oidc.client.filter.OidcClientFilter;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.logging.Logger;

/**
 * Whether somebody could give the approvals that a policy's rules ask for. approval-service is
 * asked, because it alone may look into Keycloak.
 */
@ApplicationScoped
class Approvers {

    private static final Logger LOG = Logger.getLogger(Approvers.class);

    private final Client approvers;

    Approvers(@RestClient Client approvers) {
        this.approvers = approvers;
    }

    /**
     * To be called while no transaction is open, because it asks another service.
     *
     * @return what fails for the agents of some operators only
     * @throws Refused NOBODY_COULD_APPROVE with every such rule, or UNAVAILABLE
     */
    List<PolicyWarning> require(PolicyFiles files) {
        List<PolicyWarning> errors = new ArrayList<>();
        List<PolicyWarning> warnings = new ArrayList<>();
        find(files).forEach((warning, general) -> (general ? errors : warnings).add(warning));
        if (errors.isEmpty()) {
            return warnings;
        }
        throw new Refused(
                DecisionError.NOBODY_COULD_APPROVE,
                String.join("\n", errors.stream().map(Approvers::line).toList()),
                Map.of("errors", errors));
    }

    /** All of it as warnings. Not being able to ask is one as well. */
    List<PolicyWarning> warnings(PolicyFiles files) {
        try {
            return List.copyOf(find(files).keySet());
        } catch (Refused unavailable) {
            return List.of(
                    new PolicyWarning(
                            files.head().name(),
                            1,
                            1,
                            "Whether its approvals could be given was not checked: "
                                    + unavailable.getMessage()));
        }
    }

    /** What is wrong, and whether it is so for all agents. */
    private Map<PolicyWarning, Boolean> find(PolicyFiles files) {
        Map<Requirement, List<Rule>> wanted = wanted(files);
        Map<PolicyWarning, Boolean> found = new LinkedHashMap<>();
        if (wanted.isEmpty()) {
            return found;
        }
        List<Requirement> all = List.copyOf(wanted.keySet());
        for (ApproverFlaw flaw : ask(files, all)) {
            for (Rule rule : wanted.getOrDefault(all.get(flaw.requirement()), List.of())) {
                found.put(warning(rule, flaw), flaw.operators().isEmpty());
            }
        }
        return found;
    }

    private static Map<Requirement, List<Rule>> wanted(PolicyFiles files) {
        Map<Requirement, List<Rule>> wanted = new LinkedHashMap<>();
        files.policies().stream()
                .flatMap(policy -> policy.rules().stream())
                .filter(rule -> rule.effect() == Effect.REQUIRE_APPROVAL)
                .forEach(
                        rule ->
                                wanted.computeIfAbsent(asked(rule), ignored -> new ArrayList<>())
                                        .add(rule));
        return wanted;
    }

    private static Requirement asked(Rule rule) {
        return Judgement.requirement(rule.approval().orElse(ApprovalRequirement.USUAL));
    }

    private List<ApproverFlaw> ask(PolicyFiles files, List<Requirement> all) {
        List<Scope> scopes = files.scopes();
        ApproverCheck check =
                new ApproverCheck(
                        all,
                        QuarkusTransaction.requiringNew()
                                .call(
                                        () ->
                                                Agent.requestersOf(
                                                        name ->
                                                                scopes.stream()
                                                                        .anyMatch(
                                                                                scope ->
                                                                                        scope
                                                                                                .covers(
                                                                                                        name)))));
        try {
            return approvers.check(check);
        } catch (RuntimeException e) {
            LOG.warnf("Approvers cannot be looked up: %s", e.getMessage());
            throw new Refused(
                    HttpError.UNAVAILABLE,
                    "Groups and their members cannot be looked up just now, so nothing was put in force.");
        }
    }

    private static PolicyWarning warning(Rule rule, ApproverFlaw flaw) {
        Source at = rule.source();
        String agents =
                flaw.operators().isEmpty()
                        ? ""
                        : " for agents of " + String.join(", ", flaw.operators());
        return new PolicyWarning(
                at.file(),
                at.line(),
                at.column(),
                "rule \"%s\" asks for an approval that nobody could give%s, because %s"
                        .formatted(rule.id(), agents, flaw.reason()));
    }

    private static String line(PolicyWarning error) {
        return "%s:%d:%d: %s"
                .formatted(error.file(), error.line(), error.column(), error.message());
    }

    @RegisterRestClient(configKey = "approval")
    @OidcClientFilter
    interface Client extends ApproverApi {}
}
