package dev.countersign.approval.api.scope;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Patterns of hosts. */
final class Hosts {

    private static final List<String> UNRELATED = Probes.read("hosts.txt");
    private static final Pattern HOST =
            Pattern.compile(
                    "(\\*|(\\*\\.)?[a-z0-9_-]+(\\.[a-z0-9_-]+)*|\\[[0-9a-f:.]+])(:[0-9]{1,5})?");
    private static final String NEXT =
            "name the host, or the domain of one owner, such as *.acme.internal";

    private Hosts() {}

    static Optional<String> objection(String pattern) {
        String lower = pattern.toLowerCase(Locale.ROOT);
        if (!HOST.matcher(lower).matches()) {
            return Optional.of(
                    "'%s' is no host: write it without scheme, user and path, international names in their ASCII form, a star only as the first label; %s."
                            .formatted(pattern, NEXT));
        }
        String host = lower.replaceFirst(":[0-9]{1,5}$", "");
        List<String> covered =
                Stream.concat(UNRELATED.stream(), ofTheLastLabel(host))
                        .filter(probe -> covers(host, probe))
                        .toList();
        return covered.size() > 1
                ? Optional.of(Probes.tooWide(pattern, "hosts", covered, NEXT))
                : Optional.empty();
    }

    /** Two owners under the pattern's own top-level domain, or two machines of one number. */
    private static Stream<String> ofTheLastLabel(String host) {
        String last = host.substring(host.lastIndexOf('.') + 1);
        return last.matches("[0-9]+")
                ? Stream.of("192.0.2." + last, "198.51.100." + last)
                : Stream.of("one-owner." + last, "another-owner." + last);
    }

    private static boolean covers(String host, String probe) {
        return host.equals("*")
                || (host.startsWith("*.") ? probe.endsWith(host.substring(1)) : probe.equals(host));
    }
}
