package dev.countersign.policy.shell;

import dev.countersign.policy.action.Wild;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One request as a client of the web would send it.
 *
 * @param methods in upper case; unknown text when only the run will tell; the first is the one that
 *     is most likely obeyed when a header asks for another
 * @param addresses where to
 * @param bodies what is sent, as far as it is known
 */
record WebRequest(List<String> methods, List<String> addresses, List<String> bodies) {
    private static final Pattern ESCAPED = Pattern.compile("\\\\u([0-9a-fA-F]{4})");
    private static final Pattern ACTION =
            Pattern.compile(
                    "(?:^|[?&\"{,\\s])\"?action\"?[=:]\\s*\"?(?:delete|terminate|remove|destroy|deregister|purge|revoke|schedulekeydeletion)");

    String method() {
        return methods.getFirst();
    }

    boolean looksOnly() {
        return List.of("GET", "HEAD", "OPTIONS").containsAll(methods);
    }

    boolean deletes() {
        return methods.contains("DELETE") || methods.stream().anyMatch(Wild::hasUnknown);
    }

    boolean sends() {
        return !bodies.isEmpty() || !looksOnly() && !method().equals("DELETE");
    }

    /** A mutation of GraphQL, or a request whose words say that something ends. */
    boolean destroys() {
        return texts().stream().anyMatch(WebRequest::endsSomething)
                || !looksOnly() && addresses.stream().anyMatch(WebRequest::pathEndsSomething);
    }

    private static boolean endsSomething(String text) {
        int mutation = text.indexOf("mutation");
        int operation = text.indexOf("operationname");
        return mutation >= 0 && Interfaces.destroys(text.substring(mutation))
                || operation >= 0 && Interfaces.destroys(text.substring(operation))
                || ACTION.matcher(text).find()
                || text.contains("_method=delete");
    }

    private static boolean pathEndsSomething(String address) {
        String path = decoded(address).replaceFirst("^[a-z]+://", "").split("[?#]", 2)[0];
        int slash = path.indexOf('/');
        return slash >= 0 && Interfaces.destroys(path.substring(slash));
    }

    /** A query of GraphQL that changes nothing, which goes by POST as well. */
    boolean onlyQueries() {
        return !bodies.isEmpty()
                && bodies.stream().noneMatch(Wild::hasUnknown)
                && texts().stream().noneMatch(text -> text.contains("mutation"))
                && bodies.stream().map(WebRequest::decoded).allMatch(body -> body.contains("query"))
                && addresses.stream().anyMatch(address -> address.contains("graphql"));
    }

    private List<String> texts() {
        var all = new java.util.ArrayList<>(bodies.stream().map(WebRequest::decoded).toList());
        addresses.stream().map(WebRequest::decoded).forEach(all::add);
        return all;
    }

    /** Lower case, with the escapes of JSON and of addresses undone. */
    private static String decoded(String text) {
        Matcher matcher = ESCAPED.matcher(text);
        String plain =
                matcher.replaceAll(
                        found ->
                                Matcher.quoteReplacement(
                                        String.valueOf(
                                                (char) Integer.parseInt(found.group(1), 16))));
        try {
            plain = URLDecoder.decode(plain.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            // A per cent sign of its own: the text is what it seems.
        }
        return plain.toLowerCase(Locale.ROOT);
    }
}
