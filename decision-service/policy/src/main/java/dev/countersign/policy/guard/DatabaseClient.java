package dev.countersign.policy.guard;

import dev.countersign.policy.action.Fact;
import dev.countersign.policy.action.Usage;
import dev.countersign.policy.action.Wild;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A client that connects to this machine unless it is told otherwise: by options, by variables, or
 * by the name of its database, which may be an address.
 */
final class DatabaseClient {
    private static final String HERE = "localhost";
    private static final Pattern SETTING =
            Pattern.compile("(?:^|[?&\\s])(host|hostaddr|port)=([^&\\s]*)");

    private final Fact.Invocation invocation;
    private final Usage usage;
    private final Connections.AtHome home;

    private DatabaseClient(Fact.Invocation invocation, Connections.AtHome home) {
        this.invocation = invocation;
        this.usage = invocation.usage();
        this.home = home;
    }

    static Optional<DatabaseClient> of(Fact.Invocation invocation) {
        return Optional.ofNullable(Connections.AT_HOME.get(invocation.program()))
                .map(home -> new DatabaseClient(invocation, home));
    }

    /** The port that it was told, if it was told one. */
    Optional<OptionalInt> port() {
        return Leads.portOption(usage).or(() -> variable(home.port()).map(Endpoint::port));
    }

    /** Where it connects; nothing when it was told neither a host nor a port. */
    List<Endpoint> endpoints() {
        var all = new ArrayList<Endpoint>();
        Stream.concat(usage.operands().stream(), values("dbname", "d", "u"))
                .forEach(text -> database(text, all));
        if (variable("PGSERVICE").isPresent() || variable("PGSERVICEFILE").isPresent()) {
            all.add(Endpoint.UNKNOWN);
        }
        Optional<String> host =
                values("host", "h")
                        .findFirst()
                        .or(
                                () ->
                                        home.hosts().stream()
                                                .flatMap(name -> variable(name).stream())
                                                .findFirst());
        if (host.isPresent() || port().isPresent()) {
            all.add(at(host.orElse(HERE), port().orElseGet(this::usualPort)));
        }
        return all;
    }

    private Stream<String> values(String... options) {
        return Stream.of(options).flatMap(option -> usage.values(option).stream());
    }

    private Optional<String> variable(String name) {
        return Optional.ofNullable(invocation.setting().variables().get(name))
                .map(values -> String.join(" ", values));
    }

    private OptionalInt usualPort() {
        return Leads.usualPort(invocation.program()).orElse(OptionalInt.empty());
    }

    /** A folder in place of a host is one with a socket of this machine. */
    private static Endpoint at(String host, OptionalInt port) {
        return Endpoint.of(host.isEmpty() || host.startsWith("/") ? HERE : host, port);
    }

    /** {@code postgresql://host:port/name?host=…} and {@code host=… port=…}. */
    private void database(String text, List<Endpoint> into) {
        if (text.contains("://")) {
            Endpoint.address(text)
                    .filter(place -> !Wild.isWhollyUnknown(place.host()))
                    .map(
                            place ->
                                    place.port().isPresent()
                                            ? place
                                            : new Endpoint(place.host(), usualPort()))
                    .ifPresent(into::add);
        }
        if (text.contains("service=")) {
            into.add(Endpoint.UNKNOWN);
        }
        String host = HERE;
        OptionalInt port = usualPort();
        boolean told = false;
        Matcher setting = SETTING.matcher(text);
        while (setting.find()) {
            told = true;
            if (setting.group(1).equals("port")) {
                port = Endpoint.port(setting.group(2));
            } else {
                host = setting.group(2);
            }
        }
        if (told) {
            into.add(at(host, port));
        }
    }
}
