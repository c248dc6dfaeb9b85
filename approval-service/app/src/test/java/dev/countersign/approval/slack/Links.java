package dev.countersign.approval.slack;

import dev.countersign.platform.TestKeycloak;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Enters Slack identities into Keycloak, as an administrator would. */
final class Links {

    private final TestKeycloak keycloak = TestKeycloak.start();
    private final Map<String, String> linked = new HashMap<>();

    void link(String name, String slackId) {
        if (!slackId.equals(linked.put(name, slackId))) {
            enter(name, slackId);
        }
    }

    private void enter(String name, String slackId) {
        String users = keycloak.url() + "/admin/realms/countersign/users";
        Map<String, Object> account =
                admin().queryParam("username", name)
                        .queryParam("exact", true)
                        .get(users)
                        .then()
                        .statusCode(200)
                        .extract()
                        .path("[0]");
        account.put("attributes", Map.of("slack_id", List.of(slackId)));
        admin().contentType(ContentType.JSON)
                .body(account)
                .put(users + "/" + account.get("id"))
                .then()
                .statusCode(204);
    }

    private RequestSpecification admin() {
        return RestAssured.given().auth().oauth2(keycloak.adminToken());
    }
}
