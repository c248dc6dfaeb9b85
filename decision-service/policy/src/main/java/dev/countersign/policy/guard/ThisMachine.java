package dev.countersign.policy.guard;

import dev.countersign.policy.action.Wild;
import dev.countersign.policy.match.NamePattern;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** The names and addresses under which a machine reaches itself. */
final class ThisMachine {
    private static final Set<String> NAMES =
            Set.of(
                    "localhost",
                    "localhost.localdomain",
                    "localhost4",
                    "localhost4.localdomain4",
                    "localhost6",
                    "localhost6.localdomain6",
                    "ip6-localhost",
                    "ip6-loopback",
                    "host.docker.internal",
                    "gateway.docker.internal",
                    "host.containers.internal",
                    "host.lima.internal",
                    "host.minikube.internal",
                    // Public names that anybody's resolver answers with 127.0.0.1.
                    "localtest.me",
                    "lvh.me",
                    "vcap.me",
                    "lacolhost.com",
                    "yoogle.com",
                    "fuf.me",
                    "readme.localtest.me");

    /** Public names that resolve to the address written into them. */
    private static final List<String> SPELLING_OUT =
            List.of(".nip.io", ".sslip.io", ".xip.io", ".traefik.me", ".backname.io");

    private static final List<NamePattern> PARTLY_KNOWN =
            Stream.of("localhost", "127.0.0.1", "0.0.0.0", "::1", "2130706433", "0x7f000001")
                    .map(NamePattern::new)
                    .toList();

    private ThisMachine() {}

    /**
     * @param host as it was normalised, with the marks of {@link Wild} for what is not known
     */
    static Contact is(String host) {
        if (Wild.isLiteral(host)) {
            return isSurely(host.toLowerCase(Locale.ROOT)) ? Contact.CERTAIN : Contact.NONE;
        }
        boolean could =
                host.startsWith("127.")
                        || PARTLY_KNOWN.stream().anyMatch(pattern -> pattern.couldMatch(host))
                        || SPELLING_OUT.stream().anyMatch(host::endsWith);
        return could ? Contact.POSSIBLE : Contact.NONE;
    }

    private static boolean isSurely(String host) {
        return NAMES.contains(host)
                || host.endsWith(".localhost")
                || NAMES.stream()
                        .filter(name -> name.endsWith(".me") || name.endsWith(".com"))
                        .anyMatch(name -> host.endsWith("." + name))
                || isLoopback(host)
                || SPELLING_OUT.stream()
                        .filter(host::endsWith)
                        .anyMatch(
                                ending ->
                                        spellsLoopback(
                                                host.substring(
                                                        0, host.length() - ending.length())));
    }

    /** {@code app.127.0.0.1}, {@code app-127-0-0-1} and {@code 7f000001}. */
    private static boolean spellsLoopback(String name) {
        List<String> parts = List.of(name.split("[.-]"));
        int count = parts.size();
        return isLoopback(parts.getLast().matches("[0-9a-f]{8}") ? "0x" + parts.getLast() : "")
                || count >= 4 && isLoopback(String.join(".", parts.subList(count - 4, count)))
                || isLoopback(name.replace('-', ':'));
    }

    private static boolean isLoopback(String text) {
        try {
            InetAddress address = address(text);
            return address.isLoopbackAddress() || address.isAnyLocalAddress() || embeds(address);
        } catch (IllegalArgumentException noAddress) {
            return false;
        }
    }

    private static InetAddress address(String text) {
        int zone = text.indexOf('%');
        String plain = zone > 0 ? text.substring(0, zone) : text;
        return plain.contains(":")
                ? InetAddress.ofLiteral(plain)
                : Inet4Address.ofPosixLiteral(plain.replaceFirst("^0+(?=0[0-7])", ""));
    }

    /** An old address inside a new one: compatible ({@code ::7f00:1}) or translated. */
    private static boolean embeds(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (bytes.length != 16 || bytes[12] != 127) {
            return false;
        }
        boolean zeros = true;
        for (int i = 4; i < 12; i++) {
            zeros &= bytes[i] == 0;
        }
        int start =
                (bytes[0] & 255) << 24
                        | (bytes[1] & 255) << 16
                        | (bytes[2] & 255) << 8
                        | bytes[3] & 255;
        return zeros && (start == 0 || start == 0x0064ff9b);
    }
}
