package dev.countersign.platform;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FixturesTest {
    @Test
    void each_caller_gets_an_empty_database_of_postgres_18() throws Exception {
        String first = TestPostgres.freshDatabase("one");
        String second = TestPostgres.freshDatabase("two, with a name that is longer than allowed!");

        try (Connection a = DriverManager.getConnection(first);
                Statement inA = a.createStatement();
                Connection b = DriverManager.getConnection(second);
                Statement inB = b.createStatement()) {
            inA.execute("create table seen ()");
            ResultSet row =
                    inB.executeQuery(
                            """
                            select current_setting('server_version_num')::int / 10000,
                                   to_regclass('seen'), current_user, usesuper
                            from pg_user where usename = current_user
                            """);

            assertThat(row.next()).isTrue();
            assertThat(row.getInt(1)).isEqualTo(18);
            assertThat(row.getString(2)).isNull();
            assertThat(row.getString(3)).isEqualTo("countersign");
            assertThat(row.getBoolean(4)).isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "alice, approver security-reviewer, approvers security-reviewers",
        "bob, approver on-call, approvers on-call",
        "carol, auditor, ''",
        "dave, developer, ''",
        "erin, policy-admin agent-admin, ''",
    })
    void people_get_tokens_with_their_roles_and_groups(String user, String roles, String groups)
            throws Exception {
        TestKeycloak keycloak = TestKeycloak.start();

        JsonNode claims = claims(keycloak.token(user));

        assertThat(claims.get("iss").asText()).isEqualTo(keycloak.issuer());
        assertThat(texts(claims.get("aud"))).contains("countersign");
        assertThat(claims.get("preferred_username").asText()).isEqualTo(user);
        assertThat(claims.get("email").asText()).isEqualTo(user + "@example.com");
        assertThat(claims.get("exp").asLong() - claims.get("iat").asLong()).isEqualTo(300);
        assertThat(ours(texts(claims.path("realm_access").path("roles"))))
                .containsExactlyInAnyOrderElementsOf(words(roles));
        assertThat(texts(claims.path("groups"))).containsExactlyInAnyOrderElementsOf(words(groups));
    }

    @ParameterizedTest
    @CsvSource({
        "decision-service, ''",
        "approval-service, view-realm view-users query-groups query-users",
        "audit-service, ''",
    })
    void services_get_tokens_of_their_own(String client, String managementRoles) throws Exception {
        JsonNode claims = claims(TestKeycloak.start().serviceToken(client));

        assertThat(claims.get("azp").asText()).isEqualTo(client);
        assertThat(texts(claims.get("aud"))).contains("countersign");
        assertThat(texts(claims.path("realm_access").path("roles"))).containsExactly("service");
        assertThat(texts(claims.path("resource_access").path("realm-management").path("roles")))
                .containsExactlyInAnyOrderElementsOf(words(managementRoles));
    }

    private static JsonNode claims(String token) throws Exception {
        String body = token.split("\\.", -1)[1];
        return new ObjectMapper().readTree(new String(Base64.getUrlDecoder().decode(body), UTF_8));
    }

    private static List<String> ours(List<String> roles) {
        return roles.stream()
                .filter(role -> !role.startsWith("default-roles-"))
                .filter(role -> !List.of("offline_access", "uma_authorization").contains(role))
                .toList();
    }

    private static List<String> texts(JsonNode node) {
        List<String> texts = new ArrayList<>();
        if (node.isTextual()) {
            texts.add(node.asText());
        }
        node.forEach(item -> texts.add(item.asText()));
        return texts;
    }

    private static List<String> words(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split(" "));
    }
}
