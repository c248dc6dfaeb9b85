package dev.countersign.decision.source;

import com.sun.net.httpserver.BasicAuthenticator;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.eclipse.jgit.api.Git;

/** Serves a repository's files over HTTP, as any web server can, or leads elsewhere. */
final class PlainHost implements AutoCloseable {

    private final HttpServer server;
    private final List<String> asked = new CopyOnWriteArrayList<>();

    private PlainHost() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    static PlainHost serving(Upstream upstream, String user, String token) throws IOException {
        PlainHost host = new PlainHost();
        host.server
                .createContext("/p", exchange -> host.answer(exchange, upstream.folder()))
                .setAuthenticator(
                        new BasicAuthenticator("policies") {
                            @Override
                            public boolean checkCredentials(String name, String password) {
                                return name.equals(user) && password.equals(token);
                            }
                        });
        return host;
    }

    static PlainHost leadingTo(String address) throws IOException {
        PlainHost host = new PlainHost();
        host.server.createContext(
                "/p",
                exchange -> {
                    String to =
                            exchange.getRequestURI().toString().replaceFirst("^/p", address + "/p");
                    exchange.getResponseHeaders().set("Location", to);
                    host.send(exchange, 302, new byte[0]);
                });
        return host;
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Paths, each with the credentials that came with it, if any. */
    List<String> asked() {
        return asked;
    }

    private void answer(HttpExchange exchange, Path folder) throws IOException {
        String path = exchange.getRequestURI().getPath().substring("/p/".length());
        Path file = folder.resolve(".git").resolve(path);
        if (path.equals("info/refs")) {
            send(exchange, 200, refs(folder).getBytes());
        } else if (Files.isRegularFile(file)) {
            send(exchange, 200, Files.readAllBytes(file));
        } else {
            send(exchange, 404, new byte[0]);
        }
    }

    private static String refs(Path folder) throws IOException {
        try (Git git = Git.open(folder.toFile())) {
            return git.getRepository().resolve("refs/heads/main").name() + "\trefs/heads/main\n";
        }
    }

    private void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        asked.add(
                exchange.getRequestURI().getPath()
                        + Optional.ofNullable(
                                        exchange.getRequestHeaders().getFirst("Authorization"))
                                .map(credentials -> " " + credentials)
                                .orElse(""));
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
