package dev.countersign.policy.guard;

import dev.countersign.policy.action.Argument;
import dev.countersign.policy.action.Fact;
import dev.countersign.policy.action.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Where the words of one invocation lead, beyond the connections that its table tells. */
final class Leads {
    private static final Pattern SERVER_NAME =
            Pattern.compile("(?i)\\s*host\\s*:\\s*([^:\\s]+)(?::([0-9]+))?\\s*");
    private static final Pattern SHORTHAND = Pattern.compile(":([0-9]*)(?:/.*)?");

    private final Fact.Invocation invocation;
    private final String program;
    private final Usage usage;
    private final List<String> words;

    Leads(Fact.Invocation invocation) {
        this.invocation = invocation;
        this.program = invocation.program();
        this.usage = invocation.usage();
        this.words = invocation.arguments().stream().map(Argument::text).toList();
    }

    /** Whether there is anything to read at all: most invocations name no place. */
    static boolean mayBeIn(Fact.Invocation invocation) {
        if (Connections.SPEAKING.contains(invocation.program())) {
            return true;
        }
        for (Argument word : invocation.arguments()) {
            if (word.text().indexOf(':') >= 0) {
                return true;
            }
        }
        return !invocation.setting().variables().isEmpty();
    }

    /** Places that the program connects to. */
    List<Endpoint> certain() {
        var all = new ArrayList<Endpoint>();
        for (String option : Connections.ENDPOINTS.getOrDefault(program, List.of())) {
            usage.values(option)
                    .forEach(value -> Endpoint.last(lastWord(value)).ifPresent(all::add));
        }
        if (Connections.FROM_FILES.getOrDefault(program, List.of()).stream().anyMatch(usage::has)) {
            all.add(Endpoint.UNKNOWN);
        }
        if (Connections.SHORT.contains(program)) {
            usage.operands().forEach(word -> shorthand(word).ifPresent(all::add));
        }
        usage.values("header").forEach(value -> serverName(value).ifPresent(all::add));
        usage.values("resolve").forEach(value -> resolved(value, all));
        if (program.equals("socat")) {
            words.forEach(word -> socket(word).ifPresent(all::add));
        }
        if (Connections.CALLERS.contains(program)) {
            words.stream().flatMap(Leads::addresses).forEach(all::add);
        }
        all.addAll(hostThenPorts());
        DatabaseClient.of(invocation).ifPresent(client -> all.addAll(client.endpoints()));
        return all;
    }

    /** Places that the program may connect to: nobody knows what it does with the words. */
    List<Endpoint> possible() {
        if (Connections.MENTIONS.contains(program)) {
            return List.of();
        }
        Stream<String> values =
                invocation.setting().variables().values().stream().flatMap(List::stream);
        return Stream.concat(words.stream(), values).flatMap(Leads::addresses).toList();
    }

    /** The ports that a connection to this host may have; empty when they are not known. */
    List<OptionalInt> portsTo(String host) {
        List<OptionalInt> named =
                Stream.concat(words.stream().flatMap(Leads::addresses), hostThenPorts().stream())
                        .filter(place -> place.host().equals(host))
                        .map(Endpoint::port)
                        .toList();
        return named.isEmpty()
                ? portOption().or(() -> usualPort(program)).map(List::of).orElse(List.of())
                : named;
    }

    private Optional<OptionalInt> portOption() {
        Optional<DatabaseClient> client = DatabaseClient.of(invocation);
        if (client.isPresent()) {
            return client.get().port();
        }
        return Connections.HOST_THEN_PORTS.contains(program) ? Optional.empty() : portOption(usage);
    }

    static Optional<OptionalInt> portOption(Usage usage) {
        return Connections.PORT_OPTIONS.stream()
                .flatMap(option -> usage.values(option).stream())
                .findFirst()
                .map(Endpoint::port);
    }

    static Optional<OptionalInt> usualPort(String program) {
        return Optional.ofNullable(Connections.PORTS.get(program)).map(OptionalInt::of);
    }

    private static Stream<Endpoint> addresses(String word) {
        if (word.indexOf(':') < 0) {
            return Stream.of();
        }
        int equals = word.indexOf('=');
        return Stream.of(word, equals < 0 ? "" : word.substring(equals + 1))
                .flatMap(text -> Endpoint.address(text).stream());
    }

    /**
     * {@code :8082/path} is on this machine; {@code name=value} and {@code name:value} are data.
     */
    private static Optional<Endpoint> shorthand(String word) {
        Matcher port = SHORTHAND.matcher(word);
        if (port.matches()) {
            return Optional.of(
                    port.group(1).isEmpty()
                            ? Endpoint.of("localhost", OptionalInt.of(80))
                            : Endpoint.of("localhost", Endpoint.port(port.group(1))));
        }
        return word.contains("=") ? Optional.empty() : Endpoint.address(word);
    }

    /** {@code LocalForward 9000 host:port}. */
    private static String lastWord(String value) {
        return value.substring(value.lastIndexOf(' ') + 1);
    }

    /** The server that answers may be another than the address says: {@code Host: name}. */
    private static Optional<Endpoint> serverName(String header) {
        Matcher name = SERVER_NAME.matcher(header);
        return name.matches()
                ? Optional.of(
                                Endpoint.of(
                                        name.group(1),
                                        Endpoint.port(String.valueOf(name.group(2)))))
                        .filter(place -> ThisMachine.is(place.host()) == Contact.NONE)
                : Optional.empty();
    }

    /** {@code host:port:address,address}. */
    private static void resolved(String value, List<Endpoint> into) {
        List<String> parts = Endpoint.parts(value);
        if (parts.size() > 2) {
            String addresses = String.join(":", parts.subList(2, parts.size()));
            for (String address : addresses.split(",")) {
                into.add(Endpoint.of(address, Endpoint.port(parts.get(1))));
            }
        }
    }

    /** {@code TCP:host:port,option}; what listens names no host. */
    private static Optional<Endpoint> socket(String word) {
        List<String> parts = Endpoint.parts(word.split(",", 2)[0]);
        return parts.size() < 3
                ? Optional.empty()
                : Optional.of(Endpoint.of(parts.get(1), Endpoint.port(parts.get(2))));
    }

    private List<Endpoint> hostThenPorts() {
        boolean connects =
                Connections.HOST_THEN_PORTS.contains(program)
                        && !usage.has("listen")
                        && !usage.has("l")
                        && !usage.operands().isEmpty();
        if (!connects) {
            return List.of();
        }
        String host = usage.operands().getFirst();
        List<String> ports = usage.operands().subList(1, usage.operands().size());
        return (ports.isEmpty() ? List.of("") : ports)
                .stream().map(port -> Endpoint.of(host, Endpoint.port(port))).toList();
    }
}
