package dev.countersign.approval.request;

import static dev.countersign.approval.request.OrderBuilder.anOrder;
import static dev.countersign.approval.request.OrderBuilder.consumptionOf;
import static dev.countersign.approval.request.People.approver;
import static dev.countersign.approval.request.People.person;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.approval.api.ApprovalError;
import dev.countersign.approval.api.ApprovalStatus;
import dev.countersign.approval.api.ApprovalView;
import dev.countersign.approval.api.Ballot;
import dev.countersign.approval.api.Channel;
import dev.countersign.approval.api.Choice;
import dev.countersign.approval.api.Consumption;
import dev.countersign.approval.api.Panel;
import dev.countersign.approval.api.PanelView;
import dev.countersign.audit.api.ApprovalId;
import dev.countersign.audit.api.DecisionId;
import dev.countersign.runtime.Refused;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The rules of a request, without a database. */
class ApprovalRequestTest {

    private static final Instant START = Instant.parse("2026-11-21T12:00:00Z");
    private static final Duration USABLE = Duration.ofMinutes(15);

    @Test
    void one_approval_is_not_two() {
        ApprovalRequest request = request(anOrder().quorum(2));

        votes(request, "alice", Choice.APPROVE);

        assertThat(request.status).isEqualTo(ApprovalStatus.PENDING);
        assertThat(view(request).approvals()).isEqualTo(1);
    }

    @Test
    void the_last_needed_approval_resolves_it_and_names_everybody() {
        ApprovalRequest request = request(anOrder().quorum(2));

        votes(request, "alice", Choice.APPROVE);
        votes(request, "bob", Choice.APPROVE);

        assertThat(request.status).isEqualTo(ApprovalStatus.APPROVED);
        assertThat(request.resolution).isEqualTo("Approved by alice, bob.");
        assertThat(request.usableUntil).isEqualTo(START.plus(USABLE));
    }

    @Test
    void the_same_person_twice_is_still_one() {
        ApprovalRequest request = request(anOrder().quorum(2));

        votes(request, "alice", Choice.APPROVE);
        votes(request, "alice", Choice.APPROVE);

        assertThat(request.status).isEqualTo(ApprovalStatus.PENDING);
        assertThat(request.objection(approver("alice"), START))
                .contains(ApprovalError.ALREADY_VOTED);
    }

    @Test
    void every_panel_must_agree() {
        ApprovalRequest request =
                request(anOrder().panels(panel(1, "approvers"), panel(1, "leads")));

        votes(request, approver("alice"), Choice.APPROVE, START);
        votes(request, approver("bob"), Choice.APPROVE, START);

        assertThat(request.status).isEqualTo(ApprovalStatus.PENDING);
        assertThat(view(request).panels())
                .isEqualTo(
                        List.of(
                                new PanelView(List.of("approvers"), 1, 1),
                                new PanelView(List.of("leads"), 1, 0)));

        votes(request, lead("carla"), Choice.APPROVE, START);

        assertThat(request.status).isEqualTo(ApprovalStatus.APPROVED);
    }

    @Test
    void one_person_on_two_panels_counts_for_both() {
        ApprovalRequest request =
                request(anOrder().panels(panel(1, "approvers"), panel(1, "leads")));

        votes(
                request,
                person("alice", Set.of("approver"), Set.of("approvers", "leads")),
                Choice.APPROVE,
                START);

        assertThat(request.status).isEqualTo(ApprovalStatus.APPROVED);
    }

    @Test
    void others_may_vote_once_it_is_escalated_and_not_a_microsecond_before() {
        Panel escalated =
                new Panel(
                        List.of("approvers"),
                        1,
                        Optional.of(new Panel.Escalation(Duration.ofMinutes(5), List.of("leads"))));
        ApprovalRequest request = request(anOrder().panels(escalated));
        Instant after = START.plus(Duration.ofMinutes(5));

        assertThat(request.objection(lead("carla"), after.minusNanos(1000)))
                .contains(ApprovalError.NOT_IN_GROUP);
        assertThat(request.objection(lead("carla"), after)).isEmpty();
        votes(request, lead("carla"), Choice.APPROVE, after);

        assertThat(request.status).isEqualTo(ApprovalStatus.APPROVED);
    }

    @Test
    void approving_needs_a_fresh_sign_in_where_it_is_asked_for_and_denying_never_does() {
        ApprovalRequest request = request(anOrder().stepUp());
        Member unknown = approver("alice");
        Member stale = unknown.signedInAt(Optional.of(START.minusSeconds(300)));
        Member fresh = unknown.signedInAt(Optional.of(START.minusSeconds(299)));

        assertThat(request.stepUp(unknown, Choice.APPROVE, START))
                .contains(ApprovalError.STEP_UP_NEEDED);
        assertThat(request.stepUp(stale, Choice.APPROVE, START))
                .contains(ApprovalError.STEP_UP_NEEDED);
        assertThat(request.stepUp(fresh, Choice.APPROVE, START)).isEmpty();
        assertThat(request.stepUp(unknown, Choice.DENY, START)).isEmpty();
    }

    @Test
    void one_denial_ends_it_with_the_persons_words() {
        ApprovalRequest request = request(anOrder().quorum(2));

        votes(request, "alice", Choice.APPROVE);
        votes(request, "bob", Choice.DENY);

        assertThat(request.status).isEqualTo(ApprovalStatus.DENIED);
        assertThat(request.resolution).isEqualTo("bob denied it: seen by bob");
    }

    @Test
    void a_late_denial_is_kept_and_changes_nothing() {
        ApprovalRequest request = request(anOrder());
        votes(request, "alice", Choice.APPROVE);

        Vote late = votes(request, "bob", Choice.DENY);

        assertThat(late.counted).isFalse();
        assertThat(request.status).isEqualTo(ApprovalStatus.APPROVED);
        assertThat(request.votes).hasSize(2);
    }

    @Test
    void it_expires_at_its_deadline_and_not_a_microsecond_before() {
        ApprovalRequest request = request(anOrder().quorum(2).ttl(Duration.ofSeconds(10)));
        votes(request, "alice", Choice.APPROVE);
        Instant deadline = START.plusSeconds(10);

        assertThat(request.endIfOverdue(deadline.minusNanos(1000))).isFalse();
        assertThat(request.endIfOverdue(deadline)).isTrue();

        assertThat(request.status).isEqualTo(ApprovalStatus.EXPIRED);
        assertThat(request.resolvedAt).isEqualTo(deadline);
        assertThat(request.resolution).isEqualTo("Nobody decided it in time; 1 of 2 approved.");
    }

    @Test
    void an_approval_that_nobody_came_for_lapses() {
        ApprovalRequest request = request(anOrder());
        votes(request, "alice", Choice.APPROVE);

        boolean ended = request.endIfOverdue(START.plus(USABLE));

        assertThat(ended).isTrue();
        assertThat(request.status).isEqualTo(ApprovalStatus.LAPSED);
        assertThat(request.resolution).isEqualTo("Approved by alice. Nobody came for it in time.");
    }

    @Test
    void a_view_shows_what_is_overdue_as_ended_before_anybody_noted_it() {
        ApprovalRequest request = request(anOrder());

        var view = request.view(START.plus(Duration.ofDays(1)), java.util.Optional.empty(), "u");

        assertThat(view.status()).isEqualTo(ApprovalStatus.EXPIRED);
        assertThat(view.refusal()).contains("This was already decided.");
        assertThat(request.status).isEqualTo(ApprovalStatus.PENDING);
    }

    @Test
    void it_is_consumed_once_and_repeating_that_is_no_second_time() {
        var order = anOrder().build();
        ApprovalRequest request = new ApprovalRequest(ApprovalId.next(), order, START);
        votes(request, "alice", Choice.APPROVE);

        assertThat(request.consume(consumptionOf(order), START)).isTrue();
        assertThat(request.consume(consumptionOf(order), START)).isFalse();
        assertRefused(
                () ->
                        request.consume(
                                new Consumption(DecisionId.next(), order.digest(), "v"), START),
                ApprovalError.ALREADY_CONSUMED);
    }

    @Test
    void another_call_cannot_use_it() {
        var order = anOrder().build();
        ApprovalRequest request = new ApprovalRequest(ApprovalId.next(), order, START);
        votes(request, "alice", Choice.APPROVE);

        assertRefused(
                () ->
                        request.consume(
                                new Consumption(order.decision(), "cd".repeat(32), "v"), START),
                ApprovalError.DIGEST_DIFFERS);
        assertRefused(
                () ->
                        request.consume(
                                new Consumption(DecisionId.next(), order.digest(), "v"), START),
                ApprovalError.DIGEST_DIFFERS);
        assertThat(request.status).isEqualTo(ApprovalStatus.APPROVED);
    }

    @Test
    void what_is_pending_denied_or_invalidated_is_not_consumed() {
        var order = anOrder().build();
        ApprovalRequest pending = new ApprovalRequest(ApprovalId.next(), order, START);
        ApprovalRequest denied = new ApprovalRequest(ApprovalId.next(), order, START);
        votes(denied, "alice", Choice.DENY);
        ApprovalRequest invalidated = new ApprovalRequest(ApprovalId.next(), order, START);
        votes(invalidated, "alice", Choice.APPROVE);
        invalidated.withdraw("the policy changed", START);

        for (ApprovalRequest request : java.util.List.of(pending, denied, invalidated)) {
            assertRefused(
                    () -> request.consume(consumptionOf(order), START), ApprovalError.NOT_APPROVED);
        }
    }

    @Test
    void withdrawing_twice_is_withdrawing_once() {
        ApprovalRequest request = request(anOrder());

        assertThat(request.withdraw("session killed", START)).isTrue();
        assertThat(request.withdraw("session killed", START)).isFalse();

        assertThat(request.status).isEqualTo(ApprovalStatus.CANCELLED);
        assertThat(request.resolution).isEqualTo("Withdrawn: session killed");
    }

    private static void assertRefused(
            org.assertj.core.api.ThrowableAssert.ThrowingCallable call, ApprovalError code) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.code()).isEqualTo(code));
    }

    private static ApprovalRequest request(OrderBuilder order) {
        return new ApprovalRequest(ApprovalId.next(), order.build(), START);
    }

    private static ApprovalView view(ApprovalRequest request) {
        return request.view(START, Optional.empty(), "u");
    }

    private static Panel panel(int quorum, String... groups) {
        return new Panel(List.of(groups), quorum, Optional.empty());
    }

    private static Member lead(String name) {
        return person(name, Set.of("approver"), Set.of("leads"));
    }

    private static Vote votes(ApprovalRequest request, String name, Choice choice) {
        return votes(request, approver(name), choice, START);
    }

    private static Vote votes(
            ApprovalRequest request, Member voter, Choice choice, Instant moment) {
        return request.vote(
                voter,
                new Ballot(choice, "seen by " + voter.name()),
                Channel.API,
                "00".repeat(32),
                moment,
                USABLE);
    }
}
