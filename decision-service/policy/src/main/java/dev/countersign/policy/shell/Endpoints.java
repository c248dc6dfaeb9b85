package dev.countersign.policy.shell;

import dev.countersign.policy.action.Fact;
import dev.countersign.policy.action.Gathering;
import dev.countersign.policy.action.Reach;
import dev.countersign.policy.action.Tag;
import dev.countersign.policy.action.Wild;
import dev.countersign.policy.match.Hosts;
import dev.countersign.policy.program.Reading;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** The places that the words of one invocation lead to. */
final class Endpoints {
    private static final int LONGEST_LABEL = 30;
    private static final int MOST_LABELS = 7;

    private static final Set<String> RECORDS =
            Set.of(
                    "A", "AAAA", "MX", "TXT", "NS", "SOA", "CNAME", "PTR", "SRV", "CAA", "ANY",
                    "DS", "DNSKEY", "IN", "any", "mx", "txt", "ns", "soa", "cname", "a", "aaaa",
                    "srv", "ptr");

    /** What the first part of a socket's description may be when it opens a connection. */
    private static final Set<String> CONNECTING =
            Set.of(
                    "TCP",
                    "TCP4",
                    "TCP6",
                    "TCP-CONNECT",
                    "UDP",
                    "UDP4",
                    "UDP6",
                    "UDP-CONNECT",
                    "UDP-SENDTO",
                    "UDP-DATAGRAM",
                    "OPENSSL",
                    "OPENSSL-CONNECT",
                    "SSL",
                    "SCTP",
                    "SCTP-CONNECT",
                    "SOCKS4",
                    "SOCKS4A",
                    "SOCKS5",
                    "PROXY",
                    "PROXY-CONNECT",
                    "DTLS",
                    "OPENSSL-DTLS-CLIENT",
                    "IP",
                    "IP4",
                    "IP6",
                    "WEBSOCKET");

    private final String program;
    private final Reading reading;
    private final Gathering gathering;
    private final Reach reach;
    private boolean named;
    private boolean leaves;

    Endpoints(String program, Reading reading, Gathering gathering, Reach reach) {
        this.program = program;
        this.reading = reading;
        this.gathering = gathering;
        this.reach = reach;
    }

    /** Whether some word said where to; otherwise it is the usual place. */
    boolean areNamed() {
        return named;
    }

    void address(String text) {
        Addresses.egress(text, method(), reach).ifPresent(this::connect);
    }

    /** Whether every place that was named is this machine itself. */
    boolean stayHere() {
        return named && !leaves;
    }

    private void connect(Fact.Egress egress) {
        named = true;
        leaves |= !Hosts.isLoopback(egress.host());
        gathering.add(egress);
    }

    private void connect(String scheme, String host, OptionalInt port) {
        connect(
                new Fact.Egress(
                        scheme,
                        host.isEmpty() ? Flow.UNKNOWN : Hosts.normalise(host),
                        port,
                        Optional.empty(),
                        reach));
    }

    private Optional<String> method() {
        return reading.usage().values("request").stream()
                .reduce((first, last) -> last)
                .or(() -> reading.usage().values("method").stream().findFirst())
                .map(method -> method.toUpperCase(Locale.ROOT));
    }

    void host(String text) {
        if (text.contains("://")) {
            address(text);
            return;
        }
        String name = text.substring(text.lastIndexOf('@') + 1);
        int colon = name.indexOf(':') == name.lastIndexOf(':') ? name.indexOf(':') : -1;
        connect(program, colon > 0 ? name.substring(0, colon) : name, OptionalInt.empty());
    }

    /** The connection that {@code host:path} opens, if it is no local path. */
    Optional<Fact.Egress> remote(String text) {
        Optional<Fact.Egress> egress = Addresses.remote(text, "ssh", reach);
        egress.ifPresent(this::connect);
        return egress;
    }

    /**
     * The connection to a repository when it is an address, and not a local folder or the name of a
     * configured one.
     */
    Optional<Fact.Egress> repository(String text) {
        named |= text.startsWith("/") || text.startsWith(".");
        return remote(text);
    }

    /**
     * {@code Host: other} makes a server answer for another name than the one connected to; which
     * port that one has is open.
     */
    void header(String text) {
        int colon = text.indexOf(':');
        if (colon > 0 && text.substring(0, colon).strip().equalsIgnoreCase("host")) {
            String place = text.substring(colon + 1).strip();
            int second = place.indexOf(':');
            String name = second > 0 ? place.substring(0, second) : place;
            if (!Hosts.isLoopback(Hosts.normalise(name))) {
                connect("http", name, port(second > 0 ? place.substring(second + 1) : ""));
            }
        }
    }

    /** {@code host:port:address} and {@code host:port:other:port}. */
    void connectTo(String text) {
        String plain = text.startsWith("+") ? text.substring(1) : text;
        int first = plain.indexOf(':');
        int second = plain.indexOf(':', first + 1);
        if (second < 0) {
            connect("tcp", Flow.UNKNOWN, OptionalInt.empty());
            return;
        }
        OptionalInt usual = port(plain.substring(first + 1, second));
        for (String target : plain.substring(second + 1).split(",")) {
            if (!target.isEmpty()) {
                target(target, usual);
            }
        }
    }

    /** An address, which may have colons of its own, or {@code host:port}. */
    private void target(String text, OptionalInt usual) {
        int close = text.indexOf(']');
        int last = text.lastIndexOf(':');
        boolean hasPort = close >= 0 ? last > close : last > 0 && text.indexOf(':') == last;
        String host = hasPort ? text.substring(0, last) : text;
        connect("tcp", host, hasPort ? port(text.substring(last + 1)) : usual);
    }

    /** An address among the values of a configuration. */
    void setting(String text) {
        int scheme = text.indexOf("://");
        if (scheme > 0) {
            address(text.substring(text.lastIndexOf('=', scheme) + 1));
        }
    }

    /** The registry stands before the first slash when it looks like a host. */
    void image(String text) {
        int slash = text.indexOf('/');
        String first = slash > 0 ? text.substring(0, slash) : "";
        boolean here = first.startsWith(".");
        if (!here && first.contains(".") || first.contains(":") || first.equals("localhost")) {
            address("https://" + first);
        }
    }

    /** Only an address says where a database is; a name is looked up in a configuration. */
    void database(String text) {
        if (text.contains("://")) {
            String plain = text.startsWith("jdbc:") ? text.substring("jdbc:".length()) : text;
            if (!hasNoHost(plain)) {
                address(plain);
            }
        }
        for (String word : text.split("\\s+")) {
            if (word.startsWith("host=") || word.startsWith("hostaddr=")) {
                host(word.substring(word.indexOf('=') + 1));
            }
        }
    }

    private static boolean hasNoHost(String address) {
        int start = address.indexOf("://") + 3;
        return start == address.length() || "/?".indexOf(address.charAt(start)) >= 0;
    }

    /** {@code TCP:host:port}; what listens, or is a file, opens no connection. */
    void socket(String text) {
        String[] parts = text.split("[:,]", 4);
        if (parts.length > 1 && CONNECTING.contains(parts[0].toUpperCase(Locale.ROOT))) {
            connect("tcp", parts[1], port(parts.length > 2 ? parts[2] : ""));
        }
    }

    private static OptionalInt port(String text) {
        return text.matches("[0-9]{1,5}")
                ? OptionalInt.of(Integer.parseInt(text))
                : OptionalInt.empty();
    }

    /** A name that is only known at run time, or that holds more than a name, carries data away. */
    void lookUp(String text) {
        boolean question = text.startsWith("+") || text.startsWith("-") || RECORDS.contains(text);
        if (question) {
            return;
        }
        boolean server = text.startsWith("@");
        String name = server ? text.substring(1) : text;
        connect("dns", name, OptionalInt.of(53));
        boolean strange = Wild.hasUnknown(name) && !Wild.isWhollyUnknown(name) || carriesData(name);
        if (strange || server && !Hosts.isPublicResolver(Hosts.normalise(name))) {
            gathering.add(new Fact.EffectTag(Tag.NET_UPLOAD, Optional.empty(), name, reach));
        }
    }

    private static boolean carriesData(String name) {
        String[] labels = name.split("\\.");
        if (labels.length > MOST_LABELS) {
            return !name.endsWith(".arpa");
        }
        for (String label : labels) {
            if (label.length() > LONGEST_LABEL) {
                return true;
            }
        }
        return false;
    }
}
