package dev.countersign.approval.request;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.countersign.approval.api.ApprovalOrder;
import dev.countersign.platform.TestKeycloak;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The service as its callers reach it, with real tokens. */
@ApplicationScoped
public class Api {

    private final TestKeycloak keycloak = TestKeycloak.start();
    private final Map<String, String> tokens = new ConcurrentHashMap<>();
    private final ObjectMapper json;

    Api(ObjectMapper json) {
        this.json = json;
    }

    public RequestSpecification as(String person) {
        return with(tokens.computeIfAbsent(person, keycloak::token));
    }

    public RequestSpecification asService(String client) {
        return with(tokens.computeIfAbsent(client, keycloak::serviceToken));
    }

    public String heldToken(String service) {
        return tokens.computeIfAbsent(service, keycloak::serviceToken);
    }

    public TestKeycloak keycloak() {
        return keycloak;
    }

    private static RequestSpecification with(String token) {
        return RestAssured.given().auth().oauth2(token).contentType(ContentType.JSON);
    }

    public Response open(ApprovalOrder order) {
        return asService("decision-service").body(text(order)).post("/v1/approvals");
    }

    public String opened(ApprovalOrder order) {
        return open(order).then().statusCode(200).extract().path("id");
    }

    public Response vote(String person, String approval, String vote) {
        return as(person).body(ballot(vote)).post("/v1/approvals/{id}/votes", approval);
    }

    public Response consume(String approval, ApprovalOrder order) {
        return asService("decision-service")
                .body(text(OrderBuilder.consumptionOf(order)))
                .post("/v1/approvals/{id}/consumption", approval);
    }

    public static Map<String, String> ballot(String vote) {
        return Map.of("vote", vote, "reason", "seen and understood");
    }

    public String text(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
