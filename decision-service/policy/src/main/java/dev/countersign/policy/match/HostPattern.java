package dev.countersign.policy.match;

import dev.countersign.policy.action.Fact;
import dev.countersign.policy.action.Wild;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A host of a policy: {@code example.org} is that host alone, {@code *.example.org} its subdomains
 * alone, {@code *} every host; {@code :443} at the end binds the port.
 */
public final class HostPattern {
    private final String source;
    private final String host;
    private final OptionalInt port;

    /**
     * @throws IllegalArgumentException with a sentence for the author, when the text is no host
     */
    public HostPattern(String source) {
        this.source = source;
        if (source.isBlank() || source.contains("/") || source.contains("@")) {
            throw new IllegalArgumentException(
                    "\"" + source + "\" is not a host; write it without scheme, user and path");
        }
        int colon = source.startsWith("[") ? source.indexOf("]:") + 1 : source.lastIndexOf(':');
        boolean bare = source.startsWith("[") || source.indexOf(':') == source.lastIndexOf(':');
        boolean withPort = colon > 0 && bare;
        this.port =
                withPort ? OptionalInt.of(port(source.substring(colon + 1))) : OptionalInt.empty();
        String name = withPort ? source.substring(0, colon) : source;
        if (name.indexOf('*', 1) >= 0
                || (name.startsWith("*") && name.length() > 1 && !name.startsWith("*."))) {
            throw new IllegalArgumentException(
                    "\""
                            + source
                            + "\": a star stands for whole labels at the beginning, as in \"*.example.org\"");
        }
        this.host =
                name.startsWith("*")
                        ? name.toLowerCase(java.util.Locale.ROOT)
                        : Hosts.normalise(name);
    }

    private static int port(String text) {
        if (!text.matches("[0-9]{1,5}")) {
            throw new IllegalArgumentException("\"" + text + "\" is not a port");
        }
        return Integer.parseInt(text);
    }

    public String source() {
        return source;
    }

    /** The host as it is compared: normalised, with a star for whole labels at its beginning. */
    public String host() {
        return host;
    }

    /** A host that both speak of, with its port where one of them binds it. */
    public Optional<String> shared(HostPattern other) {
        if (port.isPresent() && other.port.isPresent() && !port.equals(other.port)) {
            return Optional.empty();
        }
        if (coversHost(other)) {
            return Optional.of(other.example(this));
        }
        return other.coversHost(this) ? Optional.of(example(other)) : Optional.empty();
    }

    /** Whether every connection that the other one speaks of is spoken of. */
    public boolean covers(HostPattern other) {
        return coversHost(other) && (port.isEmpty() || port.equals(other.port));
    }

    public boolean couldMatch(Fact.Egress egress) {
        return hostCouldMatch(egress.host())
                && (port.isEmpty() || egress.port().isEmpty() || samePort(egress));
    }

    public boolean surelyMatches(Fact.Egress egress) {
        return Wild.isLiteral(egress.host())
                && hostCouldMatch(egress.host())
                && (port.isEmpty() || samePort(egress));
    }

    /** Names of hosts are a tree, so of two that share a host one covers the other. */
    private boolean coversHost(HostPattern other) {
        return host.equals("*")
                || host.equals(other.host)
                || host.startsWith("*.") && other.host.endsWith(host.substring(1));
    }

    private String example(HostPattern beside) {
        String name =
                host.equals("*")
                        ? "example.org"
                        : host.startsWith("*") ? "a" + host.substring(1) : host;
        OptionalInt bound = port.isPresent() ? port : beside.port;
        return bound.isPresent() ? name + ":" + bound.getAsInt() : name;
    }

    private boolean samePort(Fact.Egress egress) {
        return egress.port().equals(port);
    }

    private boolean hostCouldMatch(String seen) {
        if (host.equals("*")) {
            return true;
        }
        if (!Wild.isLiteral(seen)) {
            return Glob.name(host).couldMatch(seen);
        }
        return host.startsWith("*.") ? seen.endsWith(host.substring(1)) : seen.equals(host);
    }
}
