package dev.countersign.ui.policy;

import dev.countersign.decision.api.ActivationView;
import dev.countersign.decision.api.Effect;
import dev.countersign.decision.api.PolicyContents;
import dev.countersign.decision.api.PolicyLayer;
import dev.countersign.decision.api.PolicyView;
import dev.countersign.decision.api.WaitingView;
import io.quarkus.qute.TemplateExtension;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How policies are written for people. */
@TemplateExtension
class PolicyWording {

    private static final String UNNAMED = "Policy without a name";

    private PolicyWording() {}

    static String title(PolicyView policy) {
        return policy.name().orElse(UNNAMED);
    }

    static String title(ActivationView activation) {
        return activation.name().orElse(UNNAMED);
    }

    static String state(PolicyView policy) {
        if (policy.waiting().isPresent()) {
            return "Waits for a second person";
        }
        if (policy.notLoaded().isPresent()) {
            return "Not loaded";
        }
        return policy.activeFor().isEmpty() ? "Not in force" : "In force";
    }

    static String tone(PolicyView policy) {
        if (policy.waiting().isPresent()) {
            return "waiting";
        }
        if (policy.notLoaded().isPresent()) {
            return "bad";
        }
        return policy.activeFor().isEmpty() ? "quiet" : "good";
    }

    /** What is asked for, such as "Put payments in force". */
    static String wish(PolicyView policy) {
        String change = policy.waiting().map(WaitingView::change).orElse("");
        return change.equals("deactivation")
                ? "Take %s out of force".formatted(title(policy))
                : "Put %s in force".formatted(title(policy));
    }

    static boolean isActivation(WaitingView waiting) {
        return waiting.change().equals("activation");
    }

    /** Where a change would act; each is written as layer, blank, pattern. */
    static List<PolicyContents.Scope> places(WaitingView waiting) {
        return waiting.scopes().stream().flatMap(text -> place(text).stream()).toList();
    }

    private static Optional<PolicyContents.Scope> place(String text) {
        String[] parts = text.split(" ", 2);
        try {
            return Optional.of(
                    new PolicyContents.Scope(
                            PolicyLayer.valueOf(parts[0].toUpperCase(Locale.ROOT)),
                            parts[parts.length - 1]));
        } catch (IllegalArgumentException unknownLayer) {
            return Optional.of(new PolicyContents.Scope(PolicyLayer.REPOSITORY, text));
        }
    }

    static String label(PolicyLayer layer) {
        return switch (layer) {
            case ORGANISATION -> "Organisation";
            case TEAM -> "Team";
            case REPOSITORY -> "Repository";
        };
    }

    /** What a file of the layer is called, and who it speaks for. */
    static String meaning(PolicyLayer layer) {
        return switch (layer) {
            case ORGANISATION -> "Organisation: the frame for everything below";
            case TEAM -> "Team: within what the organisation leaves open";
            case REPOSITORY -> "Repository: the usual place";
        };
    }

    static String label(Effect effect) {
        return switch (effect) {
            case ALLOW -> "allow";
            case WARN -> "warn";
            case REQUIRE_APPROVAL -> "ask a person";
            case DENY -> "deny";
            case KILL -> "kill";
        };
    }

    static String tone(Effect effect) {
        return switch (effect) {
            case ALLOW -> "good";
            case WARN, REQUIRE_APPROVAL -> "waiting";
            case DENY, KILL -> "bad";
        };
    }

    /** Such as 4,812. */
    static String grouped(long number) {
        return String.format(Locale.ENGLISH, "%,d", number);
    }

    static String purpose(String builtin) {
        return switch (builtin) {
            case "emergency" -> "for every agent, always";
            case "baseline" -> "where policies leave something open";
            default -> "for policies to extend";
        };
    }
}
