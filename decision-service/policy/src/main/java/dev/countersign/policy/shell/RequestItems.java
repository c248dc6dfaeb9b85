package dev.countersign.policy.shell;

import dev.countersign.policy.action.Access;
import dev.countersign.policy.action.Fact;
import dev.countersign.policy.action.Place;
import dev.countersign.policy.action.Wild;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** {@code http PUT example.org name=value file@path}: method, address and items without dashes. */
final class RequestItems {
    private static final Pattern METHOD = Pattern.compile("[A-Za-z]{3,10}");
    private static final Pattern ITEM =
            Pattern.compile("^[^=:@]*(:=@|=@|:=|==|=|@|:)(.*)$", Pattern.DOTALL);

    private final Call call;
    private final List<String> words;
    private final Optional<String> said;

    RequestItems(Call call) {
        this.call = call;
        List<String> operands = call.operands();
        boolean withMethod =
                operands.size() > 1
                        && (METHOD.matcher(operands.getFirst()).matches()
                                || Wild.hasUnknown(operands.getFirst()));
        this.said = withMethod ? Optional.of(operands.getFirst()) : Optional.empty();
        this.words = withMethod ? operands.subList(1, operands.size()) : operands;
    }

    /** The connection, and the files that are sent. */
    void report() {
        if (words.isEmpty()) {
            return;
        }
        Addresses.egress(address(), Optional.of(method()), call.invoker().reach())
                .ifPresent(call.walker().gathering()::add);
        for (String item : items()) {
            Matcher matcher = ITEM.matcher(item);
            if (matcher.matches() && matcher.group(1).endsWith("@")) {
                Place place = Place.of(matcher.group(2).split(";", 2)[0], call.environment().cwd());
                call.walker()
                        .gathering()
                        .add(
                                new Fact.FileAccess(
                                        place,
                                        Access.READ,
                                        Optional.empty(),
                                        call.invoker().reach()));
            }
        }
    }

    WebRequest request() {
        List<String> methods = new ArrayList<>(override());
        methods.add(method());
        return new WebRequest(
                List.copyOf(methods),
                words.isEmpty() ? List.of() : List.of(address() + query()),
                bodies());
    }

    /** {@code name==value} stands in the address. */
    private String query() {
        List<String> pairs =
                values("==", (name, value) -> name + "=" + value.replace("&", "%26")).toList();
        return pairs.isEmpty() ? "" : "?" + String.join("&", pairs);
    }

    private List<String> override() {
        return values(":", (name, value) -> new Header(name, value))
                .filter(header -> header.name().contains("method-override"))
                .map(header -> header.value().strip().toUpperCase(Locale.ROOT))
                .toList();
    }

    private record Header(String name, String value) {
        Header {
            name = name.toLowerCase(Locale.ROOT);
        }
    }

    private <T> Stream<T> values(String separator, BiFunction<String, String, T> use) {
        return items().stream()
                .map(ITEM::matcher)
                .filter(matcher -> matcher.matches() && matcher.group(1).equals(separator))
                .map(
                        matcher ->
                                use.apply(
                                        matcher.group().substring(0, matcher.start(1)),
                                        matcher.group(2)));
    }

    private List<String> items() {
        return words.subList(Math.min(1, words.size()), words.size());
    }

    /** {@code :3000/path} and {@code /path} are on this machine. */
    private String address() {
        String word = words.getFirst();
        if (word.startsWith(":") || word.startsWith("/")) {
            return "http://localhost" + word;
        }
        return word;
    }

    private String method() {
        return said.map(word -> word.toUpperCase(Locale.ROOT))
                .orElse(bodies().isEmpty() ? "GET" : "POST");
    }

    private List<String> bodies() {
        var bodies = new ArrayList<>(call.usage().values("raw"));
        for (String item : items()) {
            Matcher matcher = ITEM.matcher(item);
            if (matcher.matches() && !List.of(":", "==").contains(matcher.group(1))) {
                bodies.add(matcher.group(1).endsWith("@") ? Flow.UNKNOWN : item);
            }
        }
        boolean input = call.in().given() && !call.usage().has("ignore-stdin");
        if (input) {
            bodies.add(call.in().text());
        }
        return bodies;
    }
}
