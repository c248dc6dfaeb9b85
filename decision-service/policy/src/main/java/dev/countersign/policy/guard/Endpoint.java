package dev.countersign.policy.guard;

import dev.countersign.policy.action.Fact;
import dev.countersign.policy.action.Reach;
import dev.countersign.policy.action.Wild;
import dev.countersign.policy.match.Hosts;
import dev.countersign.policy.shell.Addresses;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place that the words of a call name.
 *
 * @param host normalised, with the marks of {@link Wild} for what is not known
 * @param port empty when it is not known
 */
record Endpoint(String host, OptionalInt port) {
    /** It may be anywhere. */
    static final Endpoint UNKNOWN =
            new Endpoint(String.valueOf(Wild.ANYTHING), OptionalInt.empty());

    private static final Pattern HOST_AND_PORT =
            Pattern.compile("(?:[^@/\\s]*@)?(\\[[^\\]\\s]+]|[^:/\\s\\[\\]]+):([0-9]{1,5})(?:/.*)?");

    static Endpoint of(String host, OptionalInt port) {
        return new Endpoint(host.isEmpty() ? UNKNOWN.host() : Hosts.normalise(host), port);
    }

    /** What a port was written as: not known unless it is a number. */
    static OptionalInt port(String text) {
        return text.matches("[0-9]{1,5}")
                ? OptionalInt.of(Integer.parseInt(text))
                : OptionalInt.empty();
    }

    /** The place that a whole word is the address of: {@code scheme://…} or {@code host:port}. */
    static Optional<Endpoint> address(String word) {
        if (word.matches("(?s)[A-Za-z][A-Za-z0-9+.:-]*:[/\\\\]{1,3}[^/\\\\\\s].*")) {
            String plain = word.startsWith("jdbc:") ? word.substring("jdbc:".length()) : word;
            return Addresses.egress(plain, Optional.empty(), Reach.DIRECT).map(Endpoint::of);
        }
        Matcher matcher = HOST_AND_PORT.matcher(word);
        return matcher.matches()
                ? Optional.of(of(matcher.group(1), port(matcher.group(2))))
                : Optional.empty();
    }

    static Endpoint of(Fact.Egress egress) {
        return new Endpoint(egress.host(), egress.port());
    }

    /** {@code …:host:port}: the last two parts, an address with colons in brackets. */
    static Optional<Endpoint> last(String text) {
        List<String> parts = parts(text);
        int count = parts.size();
        return count < 2
                ? Optional.empty()
                : Optional.of(of(parts.get(count - 2), port(parts.get(count - 1))));
    }

    /** The parts between colons; colons in brackets do not count. */
    static List<String> parts(String text) {
        var parts = new ArrayList<String>();
        int depth = 0;
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            depth += character == '[' ? 1 : character == ']' ? -1 : 0;
            if (character == ':' && depth == 0) {
                parts.add(text.substring(start, i));
                start = i + 1;
            }
        }
        parts.add(text.substring(start));
        return parts;
    }
}
