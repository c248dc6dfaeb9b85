package dev.countersign.cli.connection;

import dev.countersign.cli.terminal.Surroundings;
import dev.countersign.cli.terminal.TextInput;
import dev.countersign.cli.terminal.Unusable;
import dev.countersign.cli.terminal.Visible;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;

/** A service, as the variables of the process name it. */
public final class Connection {
    public static final String URL = "COUNTERSIGN_URL";
    public static final String TOKEN = "COUNTERSIGN_TOKEN";
    static final String TOKEN_FILE = "COUNTERSIGN_TOKEN_FILE";

    private static final Pattern ADDRESS = Pattern.compile("https?://[A-Za-z0-9.:/_~%@\\[\\]-]+");
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9._~+/=-]+");
    private static final Duration TO_CONNECT = Duration.ofSeconds(10);
    private static final Duration TO_ANSWER = Duration.ofSeconds(60);
    private static final int LONGEST_ANSWER = 16 << 20;

    private final String variable;
    private final String title;
    private final String address;
    private final String token;

    private Connection(String variable, String title, String address, String token) {
        this.variable = variable;
        this.title = title;
        this.address = address;
        this.token = token;
    }

    public static Connection of(Surroundings here) {
        if (here.environment().getOrDefault(URL, "").isEmpty()) {
            throw new Unusable(URL + " is not set; set it to the address of decision-service.");
        }
        return of(here, URL, "decision-service");
    }

    /**
     * @param variable of the environment, with the address of a service
     * @param title what the service is called
     */
    public static Connection of(Surroundings here, String variable, String title) {
        String address = here.environment().getOrDefault(variable, "");
        if (!ADDRESS.matcher(address).matches()) {
            throw new Unusable(variable + " is no http or https address: " + Visible.line(address));
        }
        return new Connection(variable, title, address.replaceAll("/+$", ""), token(here));
    }

    private static String token(Surroundings here) {
        Map<String, String> environment = here.environment();
        String token = environment.getOrDefault(TOKEN, "");
        String file = environment.getOrDefault(TOKEN_FILE, "");
        if (token.isEmpty() && !file.isEmpty()) {
            token = TextInput.read(file, here).whole().strip();
        }
        if (token.isEmpty()) {
            throw new Unusable(
                    "Neither %s nor %s gives a token; decision-service does nothing for strangers."
                            .formatted(TOKEN, TOKEN_FILE));
        }
        if (!KEY.matcher(token).matches()) {
            throw new Unusable("The token has characters that no token has, so it was not sent.");
        }
        return token;
    }

    public String address() {
        return address;
    }

    /**
     * @param path what follows the address, encoded
     * @throws Unusable if no answer comes, or one that redirects elsewhere
     */
    public Answer post(String path, String contentType, String body) {
        return answer(
                request(path)
                        .header("Content-Type", contentType)
                        .POST(BodyPublishers.ofString(body))
                        .build());
    }

    /**
     * @param path what follows the address, encoded
     * @throws Unusable if no answer comes, or one that redirects elsewhere
     */
    public Answer get(String path) {
        return answer(request(path).GET().build());
    }

    /**
     * @param path what follows the address, encoded
     * @throws Unusable if no answer comes, or one that redirects elsewhere
     */
    public Answer delete(String path) {
        return answer(request(path).DELETE().build());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(uri(path))
                .timeout(TO_ANSWER)
                .header("Authorization", "Bearer " + token)
                .header("Accept", "application/json");
    }

    private Answer answer(HttpRequest request) {
        HttpResponse<byte[]> response = send(request);
        if (response.statusCode() / 100 == 3) {
            throw new Unusable(
                    "%s answers with %d, from elsewhere; the token is not sent there. Correct %s."
                            .formatted(address, response.statusCode(), variable));
        }
        return new Answer(
                response.statusCode(), new String(response.body(), StandardCharsets.UTF_8));
    }

    private URI uri(String path) {
        try {
            return URI.create(address + path);
        } catch (IllegalArgumentException malformed) {
            throw new Unusable(variable + " is no address: " + Visible.line(address));
        }
    }

    private HttpResponse<byte[]> send(HttpRequest request) {
        try (HttpClient client =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(TO_CONNECT)
                        .build()) {
            return client.send(
                    request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), LONGEST_ANSWER));
        } catch (HttpTimeoutException late) {
            throw new Unusable(address + " does not answer in time.");
        } catch (ConnectException closed) {
            throw new Unusable(
                    "%s cannot be reached. Is %s running there?".formatted(address, title));
        } catch (IOException | IllegalArgumentException failed) {
            throw new Unusable(
                    "%s cannot be asked: %s"
                            .formatted(address, Visible.line(String.valueOf(failed.getMessage()))));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new Unusable("Interrupted before " + address + " answered.");
        }
    }
}
