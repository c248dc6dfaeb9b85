package dev.countersign.policy.shell;

import dev.countersign.policy.action.Fact;
import dev.countersign.policy.action.Reach;
import dev.countersign.policy.action.Wild;
import dev.countersign.policy.match.Hosts;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads where an address leads: user, port, path and query are not the host. */
public final class Addresses {
    private static final Pattern WEB =
            Pattern.compile(
                    "(https?|wss?|ftps?):[/\\\\]*(.*)", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private Addresses() {}

    /**
     * The connection that an address of the web or of a repository opens; empty when it names a
     * local file.
     */
    public static Optional<Fact.Egress> egress(
            String address, Optional<String> method, Reach reach) {
        String text = plain(address);
        int scheme = text.indexOf("://");
        String kind = scheme > 0 ? text.substring(0, scheme).toLowerCase(Locale.ROOT) : "http";
        if (kind.equals("file") || address.isEmpty()) {
            return Optional.empty();
        }
        String rest = scheme > 0 ? text.substring(scheme + 3) : text;
        String authority = authority(rest);
        String hostPort = authority.substring(authority.lastIndexOf('@') + 1);
        int colon = hostPort.indexOf(':', hostPort.startsWith("[") ? hostPort.indexOf(']') + 1 : 0);
        boolean hasPort = colon >= 0;
        String host = hasPort ? hostPort.substring(0, colon) : hostPort;
        if (host.isEmpty()) {
            host = String.valueOf(Wild.ANYTHING);
        }
        return Optional.of(
                new Fact.Egress(
                        kind,
                        Hosts.normalise(unlessStrange(decoded(host))),
                        hasPort ? port(hostPort.substring(colon + 1)) : usualPort(kind, host),
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

    /** Clients of the web drop line ends and take any number of slashes for two. */
    private static String plain(String address) {
        String line = address.replaceAll("[\t\r\n]", "");
        Matcher web = WEB.matcher(line);
        return web.matches() ? web.group(1) + "://" + web.group(2) : line;
    }

    /** What cannot be a host is a pattern of its program, or read by it in another way. */
    private static String unlessStrange(String host) {
        return host.chars()
                                .anyMatch(
                                        character ->
                                                "{}*?<>|^ ".indexOf(character) >= 0
                                                        || character == Wild.STAR
                                                        || character == Wild.ONE)
                        || host.indexOf('[') > 0
                ? String.valueOf(Wild.ANYTHING)
                : host;
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

    /** Text that is not known yet may bring its own port. */
    private static OptionalInt usualPort(String scheme, String host) {
        boolean open = !host.isEmpty() && Wild.isUnknown(host.charAt(host.length() - 1));
        return open ? OptionalInt.empty() : usualPort(scheme);
    }

    private static OptionalInt usualPort(String scheme) {
        return switch (scheme) {
            case "https", "wss" -> OptionalInt.of(443);
            case "http", "ws" -> OptionalInt.of(80);
            case "ssh", "git+ssh", "sftp", "scp" -> OptionalInt.of(22);
            case "ftp" -> OptionalInt.of(21);
            case "git" -> OptionalInt.of(9418);
            case "postgres", "postgresql" -> OptionalInt.of(5432);
            case "mysql", "mariadb" -> OptionalInt.of(3306);
            case "mongodb" -> OptionalInt.of(27017);
            case "redis" -> OptionalInt.of(6379);
            default -> OptionalInt.empty();
        };
    }
}
