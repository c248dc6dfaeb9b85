package dev.countersign.policy.shell;

import dev.countersign.policy.action.Fact;
import dev.countersign.policy.action.Reach;
import dev.countersign.policy.action.Wild;
import dev.countersign.policy.match.Hosts;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads where an address leads: user, port, path and query are not the host. */
public final class Addresses {
    private Addresses() {}

    /**
     * The connection that an address of the web or of a repository opens; empty when it names a
     * local file.
     */
    public static Optional<Fact.Egress> egress(
            String address, Optional<String> method, Reach reach) {
        int scheme = address.indexOf("://");
        String kind = scheme > 0 ? address.substring(0, scheme).toLowerCase(Locale.ROOT) : "http";
        if (kind.equals("file") || address.isEmpty()) {
            return Optional.empty();
        }
        String rest = scheme > 0 ? address.substring(scheme + 3) : address;
        String authority = authority(rest);
        String hostPort = authority.substring(authority.lastIndexOf('@') + 1);
        int colon = hostPort.lastIndexOf(':');
        boolean hasPort = colon > hostPort.lastIndexOf(']');
        String host = hasPort ? hostPort.substring(0, colon) : hostPort;
        if (host.isEmpty()) {
            host = String.valueOf(Wild.ANYTHING);
        }
        return Optional.of(
                new Fact.Egress(
                        kind,
                        Hosts.normalise(decoded(host)),
                        hasPort ? port(hostPort.substring(colon + 1)) : usualPort(kind),
                        method,
                        reach));
    }

    /**
     * {@code user@host:path}, {@code host:path} or {@code scheme://…}; empty when it is a local
     * path.
     */
    public static Optional<Fact.Egress> remote(String place, String scheme, Reach reach) {
        if (place.contains("://")) {
            return egress(place, Optional.empty(), reach);
        }
        int colon = place.indexOf(':');
        int slash = place.indexOf('/');
        if (colon <= 0 || (slash >= 0 && slash < colon)) {
            return Optional.empty();
        }
        return egress(scheme + "://" + place.substring(0, colon), Optional.empty(), reach);
    }

    private static String authority(String rest) {
        for (int i = 0; i < rest.length(); i++) {
            char character = rest.charAt(i);
            if (character == '/' || character == '?' || character == '#' || character == '\\') {
                return rest.substring(0, i);
            }
        }
        return rest;
    }

    private static String decoded(String host) {
        if (host.indexOf('%') < 0) {
            return host;
        }
        try {
            return java.net.URLDecoder.decode(
                    host.replace("+", "%2B"), java.nio.charset.StandardCharsets.UTF_8);
        } catch (IllegalArgumentException broken) {
            return String.valueOf(Wild.ANYTHING);
        }
    }

    private static OptionalInt port(String text) {
        return text.matches("[0-9]{1,5}")
                ? OptionalInt.of(Integer.parseInt(text))
                : OptionalInt.empty();
    }

    private static OptionalInt usualPort(String scheme) {
        return switch (scheme) {
            case "https", "wss" -> OptionalInt.of(443);
            case "http", "ws" -> OptionalInt.of(80);
            case "ssh", "git+ssh", "sftp", "scp" -> OptionalInt.of(22);
            case "ftp" -> OptionalInt.of(21);
            case "git" -> OptionalInt.of(9418);
            default -> OptionalInt.empty();
        };
    }
}
