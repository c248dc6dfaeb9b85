package dev.countersign.approval.directory;

import static dev.countersign.approval.request.OrderBuilder.anOrder;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.countersign.approval.request.Api;
import dev.countersign.approval.request.Directory;
import dev.countersign.approval.request.Member;
import dev.countersign.approval.request.ReleasedRightly;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class KeycloakDirectoryTest {

    @Inject Directory directory;
    @Inject Api api;
    @Inject ReleasedRightly released;

    private KeycloakPeople people;

    @BeforeEach
    void connect() {
        people = new KeycloakPeople(api.keycloak());
    }

    @AfterEach
    void leave() {
        people.remove();
        released.assertNothingReleasedUnapproved();
    }

    @Test
    void a_person_has_the_roles_that_their_groups_give_them() {
        Member alice = directory.byNameOrEmail("alice").orElseThrow();

        assertThat(alice.name()).isEqualTo("alice");
        assertThat(alice.email()).contains("alice@example.com");
        assertThat(alice.enabled()).isTrue();
        assertThat(alice.roles()).contains("approver", "security-reviewer");
        assertThat(alice.groups()).containsExactlyInAnyOrder("approvers", "security-reviewers");
        assertThat(directory.bySubject(alice.subject())).contains(alice);
        assertThat(directory.byNameOrEmail(" ALICE@example.com ")).contains(alice);
    }

    @Test
    void an_unknown_group_is_not_an_empty_one() {
        people.group("empty-group");

        assertThat(directory.membersOf("aprovers")).isEmpty();
        assertThat(directory.membersOf("empty-group"))
                .hasValueSatisfying(members -> assertThat(members).isEmpty());
        assertThat(directory.membersOf("approvers").orElseThrow())
                .extracting(Member::name)
                .contains("alice", "bob");
    }

    @Test
    void group_names_that_look_like_paths_lead_nowhere() {
        assertThat(directory.membersOf("")).isEmpty();
        assertThat(directory.membersOf("/approvers")).isEmpty();
        assertThat(directory.membersOf("../groups/approvers")).isEmpty();
        assertThat(directory.membersOf("approvers?x=1")).isEmpty();
        assertThat(directory.bySubject("../users")).isEmpty();
    }

    @Test
    void service_accounts_are_nobody_whatever_roles_and_groups_they_have() {
        String account = people.find("service-account-audit-service");
        people.join(account, "approvers");

        try {
            assertThat(directory.bySubject(account)).isEmpty();
            assertThat(directory.byNameOrEmail("service-account-audit-service")).isEmpty();
            assertThat(directory.membersOf("approvers").orElseThrow())
                    .extracting(Member::subject)
                    .doesNotContain(account);
        } finally {
            people.leave(account, "approvers");
        }
    }

    @Test
    void an_account_with_the_role_agent_is_nobody() {
        String subject = people.create("robot-approver", "approvers");
        people.grant(subject, "agent");

        assertThat(directory.bySubject(subject)).isEmpty();
    }

    @Test
    void a_slack_identity_leads_to_everybody_who_carries_exactly_it() {
        String one = people.create("slack-one", "approvers");
        people.attribute(one, "slack_id", "T0AAA:U0BBB");

        assertThat(directory.bySlackId("T0AAA:U0BBB"))
                .extracting(Member::subject)
                .containsExactly(one);
        assertThat(directory.bySlackId("T0AAA:U0BB")).isEmpty();
        assertThat(directory.bySlackId("T0AAA:U0BBB\" username:\"alice")).isEmpty();

        String two = people.create("slack-two", "approvers");
        people.attribute(two, "slack_id", "T0AAA:U0BBB");
        assertThat(directory.bySlackId("T0AAA:U0BBB")).hasSize(2);
    }

    @Test
    void losing_the_group_or_the_account_acts_at_once_although_the_token_still_lives() {
        String subject = people.create("mallory", "approvers");
        String id = api.opened(anOrder().quorum(2).build());
        api.as("mallory").get("/v1/approvals/{id}", id).then().statusCode(200);

        people.leave(subject, "approvers");
        api.vote("mallory", id, "approve").then().body("code", equalTo("NOT_IN_GROUP"));

        people.join(subject, "approvers");
        people.enable(subject, false);
        api.vote("mallory", id, "approve").then().body("code", equalTo("ACCOUNT_CLOSED"));

        people.remove();
        api.vote("mallory", id, "approve").then().body("code", equalTo("ACCOUNT_CLOSED"));
    }

    @Test
    void a_group_of_a_hundred_and_twenty_is_read_whole() {
        people.group("crowd");
        for (int i = 0; i < 120; i++) {
            people.create("crowd-" + i, "crowd");
        }

        assertThat(directory.membersOf("crowd").orElseThrow()).hasSize(120);
    }
}
