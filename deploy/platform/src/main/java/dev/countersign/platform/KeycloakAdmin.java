package dev.countersign.platform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/**
 * The few changes that the platform makes to a realm that already exists.
 *
 * @param url Keycloak's base address
 * @param password of its administrator
 */
record KeycloakAdmin(String url, String password) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Tells Keycloak where the dashboard is now, so that signing in there returns there. */
    void moveWebUi(String webUrl, String alternative) throws IOException, InterruptedException {
        String clients = url + "/admin/realms/countersign/clients";
        String token =
                new TokenEndpoint(url + "/realms/master")
                        .ofPerson("admin-cli", KeycloakComponent.ADMIN, password);
        JsonNode found =
                JSON.readTree(send(request(clients + "?clientId=web-ui", token).GET().build()));
        ObjectNode client = (ObjectNode) found.required(0);
        client.put("rootUrl", webUrl);
        client.putArray("redirectUris").add(webUrl + "/*").add(alternative + "/*");
        client.withObject("/attributes")
                .put("post.logout.redirect.uris", webUrl + "/*##" + alternative + "/*");
        send(
                request(clients + "/" + client.required("id").asText(), token)
                        .header("Content-Type", "application/json")
                        .PUT(BodyPublishers.ofString(client.toString()))
                        .build());
    }

    private static HttpRequest.Builder request(String address, String token) {
        return HttpRequest.newBuilder(URI.create(address))
                .timeout(Duration.ofSeconds(20))
                .header("Authorization", "Bearer " + token);
    }

    private static String send(HttpRequest request) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
            if (response.statusCode() / 100 != 2) {
                throw new PlatformFailure(
                        "Keycloak answered %d to %s %s: %s"
                                .formatted(
                                        response.statusCode(),
                                        request.method(),
                                        request.uri(),
                                        response.body()));
            }
            return response.body();
        }
    }
}
