package dev.countersign.approval.request;

import static dev.countersign.approval.request.OrderBuilder.anOrder;
import static dev.countersign.approval.request.People.approver;
import static dev.countersign.approval.request.People.disabled;
import static dev.countersign.approval.request.People.person;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.countersign.approval.api.ApprovalError;
import dev.countersign.approval.api.ApprovalOrder;
import dev.countersign.approval.api.Panel;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ElectorateTest {

    @ParameterizedTest
    @MethodSource
    void who_may_vote(OrderBuilder order, Member voter, @Nullable ApprovalError objection) {
        assertThat(of(order).objection(voter)).isEqualTo(Optional.ofNullable(objection));
    }

    static Stream<Arguments> who_may_vote() {
        Set<String> all = Set.of("approver", "security-reviewer", "on-call", "policy-admin");
        return Stream.of(
                argumentSet("an approver of the group", anOrder(), approver("alice"), null),
                argumentSet(
                        "the operator, whatever their roles",
                        anOrder().by("alice"),
                        person("alice", all, Set.of("approvers")),
                        ApprovalError.OWN_AGENT),
                argumentSet(
                        "the operator, written otherwise",
                        anOrder().by(" ALICE "),
                        approver("alice"),
                        ApprovalError.OWN_AGENT),
                argumentSet(
                        "the operator, named by e-mail",
                        anOrder().by("Alice@Example.com"),
                        approver("alice"),
                        ApprovalError.OWN_AGENT),
                argumentSet(
                        "the operator, named by subject",
                        anOrder().by("subject-of-alice"),
                        approver("alice"),
                        ApprovalError.OWN_AGENT),
                argumentSet(
                        "the operator, in wide letters",
                        anOrder().by("ａｌｉｃｅ"),
                        approver("alice"),
                        ApprovalError.OWN_AGENT),
                argumentSet(
                        "the operator, with what does not show",
                        anOrder().by("al\u200bi\u00adce\ufeff"),
                        approver("alice"),
                        ApprovalError.OWN_AGENT),
                argumentSet(
                        "the operator, renamed since",
                        anOrder().by("alice").forSubjects("subject-of-alicia"),
                        approver("alicia"),
                        ApprovalError.OWN_AGENT),
                argumentSet(
                        "somebody whose name only begins so",
                        anOrder().by("alice").forSubjects("subject-of-alice"),
                        approver("alice2"),
                        null),
                argumentSet(
                        "the owner",
                        anOrder().ownedBy("alice"),
                        approver("alice"),
                        ApprovalError.OWN_AGENT),
                argumentSet(
                        "somebody in another group",
                        anOrder().decidedBy("security-reviewers"),
                        approver("alice"),
                        ApprovalError.NOT_IN_GROUP),
                argumentSet(
                        "a member of one of two groups",
                        anOrder().decidedBy("security-reviewers", "approvers"),
                        approver("alice"),
                        null),
                argumentSet(
                        "a member without the role",
                        anOrder(),
                        person("alice", Set.of("developer"), Set.of("approvers")),
                        ApprovalError.NOT_APPROVER),
                argumentSet(
                        "a closed account",
                        anOrder(),
                        disabled(approver("alice")),
                        ApprovalError.ACCOUNT_CLOSED),
                argumentSet(
                        "the operator with a closed account is told the first reason",
                        anOrder().by("alice"),
                        disabled(approver("alice")),
                        ApprovalError.OWN_AGENT));
    }

    @Test
    void an_unknown_group_makes_it_hopeless_even_beside_a_known_one() {
        Electorate electorate = of(anOrder().decidedBy("approvers", "aprovers"));

        assertThat(electorate.flaw(Map.of("approvers", List.of(approver("alice")))))
                .contains("the group 'aprovers' that must approve it does not exist.");
    }

    @Test
    void an_empty_group_makes_it_hopeless() {
        assertThat(of(anOrder()).flaw(Map.of("approvers", List.of())))
                .contains("1 must approve it and nobody in approvers may.");
    }

    @Test
    void a_group_of_the_operator_and_closed_accounts_makes_it_hopeless() {
        List<Member> members =
                List.of(
                        approver("dave"),
                        disabled(approver("alice")),
                        person("bob", Set.of(), Set.of("approvers")));

        assertThat(of(anOrder()).flaw(Map.of("approvers", members)))
                .contains("1 must approve it and nobody in approvers may.");
    }

    @Test
    void one_person_in_two_groups_is_one_person() {
        Member alice = person("alice", Set.of("approver"), Set.of("a", "b"));
        Electorate electorate = of(anOrder().decidedBy("a", "b").quorum(2));

        assertThat(electorate.flaw(Map.of("a", List.of(alice), "b", List.of(alice))))
                .contains("2 must approve it and only 1 in a, b may.");
    }

    @Test
    void enough_eligible_people_leave_hope() {
        List<Member> members = List.of(approver("alice"), approver("bob"));

        assertThat(of(anOrder().quorum(2)).flaw(Map.of("approvers", members))).isEmpty();
    }

    @Test
    void each_panel_needs_people_of_its_own() {
        Panel leads =
                new Panel(
                        List.of("leads"),
                        2,
                        Optional.of(
                                new Panel.Escalation(Duration.ofMinutes(5), List.of("chiefs"))));
        Electorate electorate =
                of(anOrder().panels(new Panel(List.of("approvers"), 1, Optional.empty()), leads));
        Member lead = person("carla", Set.of("approver"), Set.of("leads"));
        Member chief = person("dora", Set.of("approver"), Set.of("chiefs"));
        var groups = Map.of("approvers", List.of(approver("alice")), "leads", List.of(lead));

        assertThat(electorate.flaw(groups))
                .contains("the group 'chiefs' that must approve it does not exist.");
        assertThat(electorate.flaw(with(groups, "chiefs", List.of())))
                .contains("2 must approve it and only 1 in leads, chiefs may.");
        assertThat(electorate.flaw(with(groups, "chiefs", List.of(chief)))).isEmpty();
    }

    private static Map<String, List<Member>> with(
            Map<String, List<Member>> groups, String name, List<Member> members) {
        var all = new HashMap<>(groups);
        all.put(name, members);
        return all;
    }

    private static Electorate of(OrderBuilder builder) {
        ApprovalOrder order = builder.build();
        return new Electorate(order.proposer().requester(), order.requirement(), Duration.ZERO);
    }
}
