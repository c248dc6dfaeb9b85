package dev.countersign.policy.guard;

import dev.countersign.policy.action.Fact;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The places that the arguments of a tool on an MCP server name: addresses, or a host and a port.
 */
final class McpArguments {
    private static final List<String> HOST = List.of("host", "hostname", "server", "address", "ip");

    private McpArguments() {}

    static Stream<Endpoint> endpoints(Fact.McpCall call) {
        return in(call.arguments());
    }

    private static Stream<Endpoint> in(@Nullable Object value) {
        return switch (value) {
            case null -> Stream.of();
            case String text -> Endpoint.address(text.strip()).stream();
            case Map<?, ?> map ->
                    Stream.concat(
                            hostAndPort(map).stream(),
                            map.values().stream().flatMap(McpArguments::in));
            case Collection<?> list -> list.stream().flatMap(McpArguments::in);
            default -> Stream.of();
        };
    }

    private static Optional<Endpoint> hostAndPort(Map<?, ?> map) {
        Object port = map.get("port");
        return port == null
                ? Optional.empty()
                : HOST.stream()
                        .filter(key -> map.get(key) instanceof String)
                        .findFirst()
                        .map(
                                key ->
                                        Endpoint.of(
                                                String.valueOf(map.get(key)),
                                                Endpoint.port(String.valueOf(port))));
    }
}
