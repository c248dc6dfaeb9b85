package dev.countersign.decision.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.approval.api.BypassScope;
import dev.countersign.approval.api.BypassStatus;
import dev.countersign.approval.api.BypassView;
import dev.countersign.approval.api.Channel;
import dev.countersign.approval.api.Choice;
import dev.countersign.approval.api.VoteView;
import dev.countersign.audit.api.BypassId;
import dev.countersign.policy.language.BypassTerms;
import dev.countersign.policy.language.PolicyFile;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ShortcomingTest {

    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
    private static final VoteView ALICE =
            new VoteView(
                    "alice",
                    List.of("approver", "security-reviewer"),
                    Choice.APPROVE,
                    "ok",
                    Channel.DASHBOARD,
                    NOW,
                    true);
    private static final VoteView BOB =
            new VoteView(
                    "bob",
                    List.of("approver", "on-call"),
                    Choice.APPROVE,
                    "ok",
                    Channel.DASHBOARD,
                    NOW,
                    true);

    @Test
    void without_terms_nothing_is_lacking() {
        assertThat(Shortcoming.of(bypass("x", Optional.empty()), BypassTerms.NONE)).isEmpty();
    }

    @Test
    void a_bypass_that_fulfils_every_term_lacks_nothing() {
        assertThat(
                        Shortcoming.of(
                                bypass(
                                        "The login is broken for all customers",
                                        Optional.of("INC-7"),
                                        BOB),
                                terms(
                                        "{max_duration: 30m, approvers: {role: on-call, quorum: 1}, min_reason: 20, require_incident: true}")))
                .isEmpty();
    }

    @Test
    void a_longer_one_lacks() {
        assertThat(lacks("{max_duration: 29m}"))
                .contains("it lasts 30 minutes, and the policy permits 29");
    }

    @Test
    void a_short_reason_lacks() {
        assertThat(lacks("{min_reason: 200}"))
                .contains("its reason has 19 characters, and the policy demands 200");
    }

    @Test
    void one_without_an_incident_lacks() {
        assertThat(lacks("{require_incident: true}"))
                .contains("it names no incident, and the policy demands one");
    }

    @Test
    void an_approver_without_the_role_does_not_count() {
        assertThat(lacks("{approvers: {role: on-call}}", ALICE))
                .contains("0 of its approvers had the role 'on-call', and the policy demands 1");
    }

    @Test
    void one_person_is_not_two_however_often_they_vote() {
        assertThat(lacks("{approvers: {quorum: 2}}", ALICE, ALICE))
                .contains("1 of its approvers count, and the policy demands 2");
        assertThat(lacks("{approvers: {quorum: 2}}", ALICE, BOB)).isEmpty();
    }

    private static Optional<String> lacks(String terms, VoteView... votes) {
        return Shortcoming.of(bypass("The login is broken", Optional.empty(), votes), terms(terms));
    }

    private static BypassTerms terms(String yaml) {
        return PolicyFile.read("test.yml", "version: \"2.1\"\nbypass: " + yaml + "\n").bypass();
    }

    private static BypassView bypass(String reason, Optional<String> incident, VoteView... votes) {
        return new BypassView(
                BypassId.next(),
                BypassStatus.ACTIVE,
                "carol",
                reason,
                incident,
                new BypassScope(List.of("a"), List.of(), List.of(), List.of()),
                Duration.ofMinutes(30),
                Optional.empty(),
                List.of(votes),
                NOW,
                Optional.of(NOW),
                Optional.of(NOW.plus(Duration.ofMinutes(30))),
                Optional.empty(),
                Optional.empty(),
                0,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                NOW);
    }
}
