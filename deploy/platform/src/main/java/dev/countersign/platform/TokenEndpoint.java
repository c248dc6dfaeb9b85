package dev.countersign.platform;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;

/**
 * Where a realm hands out access tokens.
 *
 * @param issuer address of the realm
 */
record TokenEndpoint(String issuer) {
    private static final ObjectMapper JSON = new ObjectMapper();

    String ofPerson(String client, String user, String password) {
        return token(
                Map.of(
                        "grant_type", "password",
                        "client_id", client,
                        "username", user,
                        "password", password,
                        "scope", "openid"));
    }

    String ofService(String client, String secret) {
        return token(
                Map.of(
                        "grant_type", "client_credentials",
                        "client_id", client,
                        "client_secret", secret));
    }

    private String token(Map<String, String> form) {
        String body =
                form.entrySet().stream()
                        .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), UTF_8))
                        .collect(joining("&"));
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(issuer + "/protocol/openid-connect/token"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .timeout(Duration.ofSeconds(30))
                        .POST(BodyPublishers.ofString(body))
                        .build();
        try (HttpClient http =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build()) {
            HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new PlatformFailure(
                        "Keycloak gave no token to "
                                + form.get("client_id")
                                + ": "
                                + response.body());
            }
            return JSON.readTree(response.body()).required("access_token").asText();
        } catch (IOException e) {
            throw new PlatformFailure("Keycloak does not answer at " + issuer + ": " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PlatformFailure("Interrupted while asking for a token", e);
        }
    }
}
