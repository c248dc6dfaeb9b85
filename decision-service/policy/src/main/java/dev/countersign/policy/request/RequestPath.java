package dev.countersign.policy.request;

import dev.countersign.policy.action.Wild;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The path of an address as servers may read it. Dots and doubled slashes are folded in every
 * reading; whether escapes are undone, how often, and what a backslash or a semicolon means differs
 * from server to server.
 */
final class RequestPath {
    private static final String UNKNOWN = String.valueOf(Wild.ANYTHING);

    private RequestPath() {}

    /** All readings, the plainest first; a path without anything special has one. */
    static List<String> readings(String address) {
        String path = expanded(written(address));
        Set<String> all = new LinkedHashSet<>();
        all.add(folded(path));
        if (isSpecial(path)) {
            String once = Encoded.undone(path);
            String twice = Encoded.undone(once);
            for (String one : List.of(path, once, twice)) {
                all.add(folded(one));
                all.add(folded(one.replace('\\', '/')));
                all.add(folded(withoutParameters(one.replace('\\', '/'))));
            }
        }
        return List.copyOf(all);
    }

    /** What stands after the question mark, as it is written. */
    static String query(String address) {
        String plain = withoutFragment(address);
        int mark = plain.indexOf('?');
        return mark < 0 ? "" : plain.substring(mark + 1);
    }

    private static String written(String address) {
        String plain = withoutFragment(address);
        int mark = plain.indexOf('?');
        String place = (mark < 0 ? plain : plain.substring(0, mark)).replaceAll("[\t\r\n]", "");
        int scheme = place.indexOf(':');
        boolean hasScheme =
                scheme > 0
                        && scheme + 1 < place.length()
                        && "/\\".indexOf(place.charAt(scheme + 1)) >= 0;
        int start = hasScheme ? scheme + 1 : 0;
        while (hasScheme && start < place.length() && "/\\".indexOf(place.charAt(start)) >= 0) {
            start++;
        }
        return afterAuthority(place, start);
    }

    private static String withoutFragment(String address) {
        int hash = address.indexOf('#');
        return hash < 0 ? address : address.substring(0, hash);
    }

    private static String afterAuthority(String place, int start) {
        for (int i = start; i < place.length(); i++) {
            if (place.charAt(i) == '/' || place.charAt(i) == '\\') {
                return place.substring(i);
            }
        }
        boolean open = !place.isEmpty() && Wild.isUnknown(place.charAt(place.length() - 1));
        return open ? "/" + UNKNOWN : "/";
    }

    /** Clients expand braces and brackets in addresses; what they stand for is not followed. */
    private static String expanded(String path) {
        return path.indexOf('{') < 0 && path.indexOf('[') < 0
                ? path
                : path.replaceAll("\\{[^}]*}|\\[[^\\]]*]", UNKNOWN);
    }

    private static boolean isSpecial(String path) {
        return path.indexOf('%') >= 0 || path.indexOf('\\') >= 0 || path.indexOf(';') >= 0;
    }

    private static String withoutParameters(String path) {
        return path.replaceAll(";[^/]*", "");
    }

    private static String folded(String path) {
        var kept = new ArrayList<String>();
        for (String segment : path.split("/")) {
            if (segment.equals("..")) {
                goUp(kept);
            } else if (!segment.isEmpty() && !segment.equals(".")) {
                kept.add(segment);
            }
        }
        return "/" + String.join("/", kept);
    }

    private static void goUp(List<String> kept) {
        Optional<String> last = kept.isEmpty() ? Optional.empty() : Optional.of(kept.getLast());
        if (last.isPresent() && Wild.hasUnknown(last.get())) {
            // It may have been several segments.
            kept.add(UNKNOWN);
        } else if (last.isPresent()) {
            kept.removeLast();
        }
    }
}
