package dev.countersign.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Somebody with a browser that runs no scripts, signed in at the real Keycloak. */
final class Visitor {

    private static final Pattern LOGIN_FORM = Pattern.compile("action=\"([^\"]+)\"");

    private final String origin;
    private final CookieManager cookies = new LoopbackCookies();
    private final HttpClient client =
            HttpClient.newBuilder()
                    .cookieHandler(cookies)
                    .followRedirects(HttpClient.Redirect.NORMAL)
                    .build();

    private Visitor(String origin) {
        this.origin = origin;
    }

    static Visitor stranger(String origin) {
        return new Visitor(origin);
    }

    static Visitor signedIn(String origin, String person) {
        Visitor visitor = new Visitor(origin);
        HttpResponse<String> login = visitor.get("/approvals");
        Matcher form = LOGIN_FORM.matcher(login.body());
        assertThat(form.find()).as(login.body()).isTrue();
        HttpResponse<String> page =
                visitor.send(
                        visitor.form(
                                URI.create(form.group(1).replace("&amp;", "&")),
                                Map.of("username", person, "password", person)));
        assertThat(page.uri().toString()).isEqualTo(origin + "/approvals");
        return visitor;
    }

    /** As browsers do, takes loopback for safe enough for cookies that demand it. */
    private static final class LoopbackCookies extends CookieManager {

        LoopbackCookies() {
            super(null, CookiePolicy.ACCEPT_ALL);
        }

        @Override
        public void put(URI uri, Map<String, List<String>> headers) throws IOException {
            Map<String, List<String>> plain = new HashMap<>();
            headers.forEach(
                    (name, values) ->
                            plain.put(
                                    name,
                                    values.stream()
                                            .map(
                                                    value ->
                                                            value.replaceAll(
                                                                    "(?i); *(secure|version=1)",
                                                                    ""))
                                            .toList()));
            super.put(uri, plain);
        }
    }

    HttpResponse<String> get(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(origin + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.build());
    }

    /** As a browser sends a form of our own page. */
    HttpResponse<String> post(String path, Map<String, String> fields) {
        return post(path, fields, "Sec-Fetch-Site", "same-origin");
    }

    HttpResponse<String> post(String path, Map<String, String> fields, String... headers) {
        HttpRequest request = form(URI.create(origin + path), fields);
        return send(
                headers.length == 0
                        ? request
                        : HttpRequest.newBuilder(request, (name, value) -> true)
                                .headers(headers)
                                .build());
    }

    /** As a browser sends a form with a file chooser; an empty name means that none was chosen. */
    HttpResponse<String> upload(
            String path, Map<String, String> fields, String fileName, byte[] file) {
        String mark = "----countersign";
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        fields.forEach(
                (name, value) ->
                        body.writeBytes(
                                "--%s\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n"
                                        .formatted(mark, name, value)
                                        .getBytes(StandardCharsets.UTF_8)));
        body.writeBytes(
                "--%s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\nContent-Type: application/octet-stream\r\n\r\n"
                        .formatted(mark, fileName)
                        .getBytes(StandardCharsets.UTF_8));
        body.writeBytes(file);
        body.writeBytes("\r\n--%s--\r\n".formatted(mark).getBytes(StandardCharsets.UTF_8));
        return send(
                HttpRequest.newBuilder(URI.create(origin + path))
                        .header("Content-Type", "multipart/form-data; boundary=" + mark)
                        .header("Sec-Fetch-Site", "same-origin")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()))
                        .build());
    }

    /** The session with the dashboard is gone, the one with Keycloak is not. */
    void forgetOurSession() {
        cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().startsWith("q_"))
                .toList()
                .forEach(
                        cookie ->
                                cookies.getCookieStore()
                                        .getURIs()
                                        .forEach(
                                                uri ->
                                                        cookies.getCookieStore()
                                                                .remove(uri, cookie)));
    }

    CookieManager cookies() {
        return cookies;
    }

    private HttpRequest form(URI address, Map<String, String> fields) {
        String body =
                fields.entrySet().stream()
                        .map(
                                field ->
                                        field.getKey()
                                                + "="
                                                + URLEncoder.encode(
                                                        field.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&"));
        return HttpRequest.newBuilder(address)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
