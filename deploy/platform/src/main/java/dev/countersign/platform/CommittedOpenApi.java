package dev.countersign.platform;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Holds the OpenAPI document that a service answers with against the one that is committed, {@code
 * openapi.yaml} in the folder of its module, so that no change of what people script against goes
 * unseen.
 */
public final class CommittedOpenApi {

    private CommittedOpenApi() {}

    /**
     * @param address where the running service has it
     * @throws AssertionError if the documents differ; the new one is in {@code target} then
     */
    public static void requireEqual(URI address) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            String served =
                    client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString())
                            .body();
            Path committed = Path.of("openapi.yaml").toAbsolutePath();
            Path now = Files.writeString(Path.of("target", "openapi.yaml"), served);
            if (!Files.exists(committed) || !Files.readString(committed).equals(served)) {
                throw new AssertionError(
                        "The service is not what %s says. If the change is meant: cp %s %s"
                                .formatted(committed, now.toAbsolutePath(), committed));
            }
        }
    }
}
