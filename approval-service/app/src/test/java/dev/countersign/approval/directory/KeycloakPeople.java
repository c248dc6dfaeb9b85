package dev.countersign.approval.directory;

import dev.countersign.platform.TestKeycloak;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Changes people and groups in the real Keycloak, and takes away afterwards what it added. */
final class KeycloakPeople {

    private final String realm;
    private final String token;
    private final List<String> added = new ArrayList<>();

    KeycloakPeople(TestKeycloak keycloak) {
        this.realm = keycloak.url() + "/admin/realms/countersign";
        this.token = keycloak.adminToken();
    }

    private RequestSpecification call() {
        return RestAssured.given().auth().oauth2(token).contentType(ContentType.JSON);
    }

    /** With the password that equals the name, as the demo users have. */
    String create(String name, String group) {
        String location =
                call().body(
                                Map.of(
                                        "username",
                                        name,
                                        "enabled",
                                        true,
                                        "email",
                                        name + "@example.com",
                                        "emailVerified",
                                        true,
                                        "firstName",
                                        name,
                                        "lastName",
                                        "Test",
                                        "groups",
                                        List.of("/" + group),
                                        "credentials",
                                        List.of(
                                                Map.of(
                                                        "type",
                                                        "password",
                                                        "value",
                                                        name,
                                                        "temporary",
                                                        false))))
                        .post(realm + "/users")
                        .then()
                        .statusCode(201)
                        .extract()
                        .header("Location");
        added.add(location);
        return location.substring(location.lastIndexOf('/') + 1);
    }

    void group(String name) {
        added.add(
                call().body(Map.of("name", name))
                        .post(realm + "/groups")
                        .then()
                        .statusCode(201)
                        .extract()
                        .header("Location"));
    }

    String find(String username) {
        return call().get(realm + "/users?exact=true&username=" + username)
                .then()
                .statusCode(200)
                .extract()
                .path("[0].id");
    }

    void join(String subject, String group) {
        call().put(realm + "/users/" + subject + "/groups/" + idOf(group)).then().statusCode(204);
    }

    void leave(String subject, String group) {
        call().delete(realm + "/users/" + subject + "/groups/" + idOf(group))
                .then()
                .statusCode(204);
    }

    void grant(String subject, String role) {
        Map<String, Object> found =
                call().get(realm + "/roles/" + role).then().extract().jsonPath().getMap("");
        call().body(List.of(found))
                .post(realm + "/users/" + subject + "/role-mappings/realm")
                .then()
                .statusCode(204);
    }

    void enable(String subject, boolean enabled) {
        change(subject, Map.of("enabled", enabled));
    }

    void attribute(String subject, String name, String value) {
        change(subject, Map.of("attributes", Map.of(name, List.of(value))));
    }

    private void change(String subject, Map<String, Object> what) {
        Map<String, Object> account =
                call().get(realm + "/users/" + subject).then().extract().jsonPath().getMap("");
        account.putAll(what);
        call().body(account).put(realm + "/users/" + subject).then().statusCode(204);
    }

    private String idOf(String group) {
        return call().get(realm + "/group-by-path/" + group)
                .then()
                .statusCode(200)
                .extract()
                .path("id");
    }

    void remove() {
        added.forEach(location -> call().delete(location));
        added.clear();
    }
}
