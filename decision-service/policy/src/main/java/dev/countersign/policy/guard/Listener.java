package dev.countersign.policy.guard;

import dev.countersign.policy.action.Fact;
import dev.countersign.policy.action.Reach;
import dev.countersign.policy.action.Wild;
import dev.countersign.policy.match.NamePattern;
import dev.countersign.policy.shell.Addresses;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A place where a part of the guard listens.
 *
 * @param host normalised
 */
record Listener(String host, int port) {
    private static final int POSTGRESQL = 5432;

    /**
     * Reads {@code http://host:port/path}, {@code jdbc:postgresql://host:port,host:port/name} and
     * {@code host:port}.
     *
     * @throws IllegalArgumentException when the text names no host, or no port where none is usual
     */
    static List<Listener> of(String address) {
        String plain = address.startsWith("jdbc:") ? address.substring("jdbc:".length()) : address;
        int scheme = plain.indexOf("://");
        String start = scheme < 0 ? "tcp://" : plain.substring(0, scheme + 3);
        String rest = scheme < 0 ? plain : plain.substring(scheme + 3);
        return Arrays.stream(rest.split("[/?#]", 2)[0].split(","))
                .map(place -> one(start, place, address))
                .toList();
    }

    private static Listener one(String scheme, String place, String address) {
        Optional<Fact.Egress> egress =
                Addresses.egress(scheme + place, Optional.empty(), Reach.DIRECT);
        OptionalInt port =
                egress.map(Fact.Egress::port)
                        .filter(OptionalInt::isPresent)
                        .orElse(
                                scheme.startsWith("postgres")
                                        ? OptionalInt.of(POSTGRESQL)
                                        : OptionalInt.empty());
        if (place.isBlank() || egress.isEmpty() || port.isEmpty()) {
            throw new IllegalArgumentException("\"" + address + "\" is no address with a port");
        }
        return new Listener(egress.get().host(), port.getAsInt());
    }

    /**
     * @param seen normalised, with the marks of {@link Wild} for what is not known
     * @param ports empty when the port is not known
     */
    Contact reachedBy(String seen, OptionalInt ports) {
        Contact byPort =
                ports.isEmpty()
                        ? Contact.POSSIBLE
                        : ports.getAsInt() == port ? Contact.CERTAIN : Contact.NONE;
        return byPort == Contact.NONE ? byPort : byPort.and(isAt(seen));
    }

    private Contact isAt(String seen) {
        Contact here =
                ThisMachine.is(host) == Contact.CERTAIN ? ThisMachine.is(seen) : Contact.NONE;
        return here.or(isNamed(seen));
    }

    private Contact isNamed(String seen) {
        if (Wild.isLiteral(seen)) {
            return seen.equals(host) ? Contact.CERTAIN : Contact.NONE;
        }
        return new NamePattern(host).couldMatch(seen) ? Contact.POSSIBLE : Contact.NONE;
    }

    String show() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
