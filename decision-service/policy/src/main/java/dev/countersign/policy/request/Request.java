package dev.countersign.policy.request;

import dev.countersign.policy.action.Fact;
import dev.countersign.policy.action.Wild;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * One request as far as it is known before it is sent.
 *
 * @param methods in upper case; several when a header or a field asks the server to take it for
 *     another
 * @param address where to, with its path and what stands behind the question mark
 * @param bodies what is sent: one text, or the parts of a form
 */
public record Request(List<String> methods, String address, List<String> bodies) {
    private static final String UNKNOWN = String.valueOf(Wild.ANYTHING);

    /** A request of which only the address is known. */
    public static Request unknown(String address) {
        return new Request(List.of(UNKNOWN), address, List.of(UNKNOWN));
    }

    /** Every operation that it may mean, each on its own. */
    public List<Fact.ApiCall> calls(Fact.Egress to) {
        List<String> paths = RequestPath.readings(address);
        Set<String> fields = GraphQlFields.of(paths, RequestPath.query(address), bodies);
        var calls = new ArrayList<Fact.ApiCall>();
        for (String method : allMethods()) {
            Fact.Egress egress =
                    new Fact.Egress(
                            to.scheme(), to.host(), to.port(), Optional.of(method), to.reach());
            if (fields.isEmpty()) {
                calls.add(new Fact.ApiCall(egress, paths, Optional.empty(), to.reach()));
            }
            for (String field : fields) {
                calls.add(new Fact.ApiCall(egress, paths, Optional.of(field), to.reach()));
            }
        }
        return calls;
    }

    /** {@code _method=DELETE} in a form or an address makes many servers take one for another. */
    private Set<String> allMethods() {
        var all = new LinkedHashSet<>(methods);
        overriding(RequestPath.query(address), all);
        bodies.forEach(body -> overriding(body, all));
        return all;
    }

    private static void overriding(String form, Set<String> into) {
        int at = form.indexOf("_method=");
        if (at >= 0) {
            int end = form.indexOf('&', at);
            String value = form.substring(at + "_method=".length(), end < 0 ? form.length() : end);
            into.add(value.strip().toUpperCase(Locale.ROOT));
        }
    }
}
