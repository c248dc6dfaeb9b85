package dev.countersign.ui.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.audit.api.PolicyId;
import dev.countersign.decision.api.ActivationView;
import dev.countersign.decision.api.PolicyLayer;
import dev.countersign.decision.api.PolicyView;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OverviewTest {

    private static final Instant TIME = Instant.parse("2026-11-20T12:00:00Z");

    @Test
    void scopes_in_force_go_from_the_widest_layer_down() {
        PolicyView both = policy(List.of("b", "a"), PolicyLayer.TEAM, PolicyLayer.REPOSITORY);
        PolicyView frame = policy(List.of("*"), PolicyLayer.ORGANISATION);

        Overview overview =
                Overview.of(
                        List.of(both, frame),
                        List.of(both, frame),
                        List.of(
                                activation(both, PolicyLayer.REPOSITORY, "b", Optional.empty()),
                                activation(both, PolicyLayer.TEAM, "a", Optional.empty()),
                                activation(frame, PolicyLayer.ORGANISATION, "*", Optional.empty()),
                                activation(frame, PolicyLayer.TEAM, "*", Optional.of(TIME))));

        assertThat(overview.inForce())
                .extracting(one -> one.layer() + " " + one.pattern())
                .containsExactly("organisation *", "team a", "repository b");
        assertThat(overview.ended()).extracting(ActivationView::pattern).containsExactly("*");
        assertThat(overview.unused()).isEmpty();
    }

    @Test
    void what_came_into_force_too_long_ago_to_be_listed_is_still_told() {
        PolicyView old = policy(List.of("*"), PolicyLayer.ORGANISATION);

        Overview overview = Overview.of(List.of(), List.of(old), List.of());

        assertThat(overview.inForce())
                .containsExactly(
                        new Overview.Enforced(
                                PolicyLayer.ORGANISATION, "*", old, Optional.empty()));
    }

    private static PolicyView policy(List<String> activeFor, PolicyLayer... layers) {
        return new PolicyView(
                PolicyId.next(),
                "2.1",
                Optional.empty(),
                activeFor,
                activeFor,
                "erin",
                TIME,
                Optional.empty(),
                List.of(layers),
                false,
                Optional.empty(),
                Optional.empty(),
                List.of());
    }

    private static ActivationView activation(
            PolicyView policy, PolicyLayer layer, String pattern, Optional<Instant> end) {
        return new ActivationView(
                policy.id(),
                policy.version(),
                policy.name(),
                layer,
                pattern,
                "erin",
                TIME,
                Optional.empty(),
                Optional.empty(),
                end,
                end.map(ignored -> "erin"));
    }
}
