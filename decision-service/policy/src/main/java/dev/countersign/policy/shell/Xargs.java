package dev.countersign.policy.shell;

import dev.countersign.policy.action.Reach;
import dev.countersign.policy.action.Wild;
import dev.countersign.policy.program.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code xargs} and {@code parallel}: operands come from data. */
final class Xargs {
    private static final int MOST_WORDS = 200;
    private static final Pattern PLACE = Pattern.compile("\\{[0-9./#%]*\\}");

    private final Invoker invoker;
    private final List<String> arguments;
    private final Reading reading;

    Xargs(Invoker invoker, List<String> arguments, Reading reading) {
        this.invoker = invoker;
        this.arguments = arguments;
        this.reading = reading;
    }

    String run() {
        var words =
                new ArrayList<>(
                        arguments.subList(
                                Math.min(reading.wrapped(), arguments.size()), arguments.size()));
        int separator = words.indexOf(":::");
        List<String> data =
                separator >= 0 ? List.copyOf(words.subList(separator + 1, words.size())) : data();
        if (separator >= 0) {
            words.subList(separator, words.size()).clear();
        }
        return reading.program().equals("parallel") ? parallel(words, data) : each(words, data);
    }

    private String each(List<String> words, List<String> data) {
        if (words.isEmpty()) {
            return Flow.UNKNOWN;
        }
        Invoker inside = invoker.reached(Reach.How.WRAPPED, reading.program());
        String placeholder =
                reading.usage().values("replace").stream().findFirst().orElse(placeholder(words));
        if (!placeholder.isEmpty()) {
            for (String one : data) {
                inside.invoke(words.stream().map(word -> word.replace(placeholder, one)).toList());
            }
            return Flow.UNKNOWN;
        }
        if (reading.usage().has("max-args") || reading.usage().has("max-lines")) {
            // How many of them at once matters little; that the first may stand alone does.
            data.forEach(one -> inside.invoke(with(words, words(one))));
        }
        return inside.invoke(
                with(words, data.stream().flatMap(one -> words(one).stream()).toList()));
    }

    private static List<String> with(List<String> words, List<String> more) {
        var all = new ArrayList<>(words);
        all.addAll(more);
        return all;
    }

    private List<String> words(String line) {
        return reading.usage().has("max-lines")
                ? List.of(line.strip().split("\\s+"))
                : List.of(line);
    }

    /** The words are joined to a text for a shell, the data in it between quotes. */
    private String parallel(List<String> words, List<String> data) {
        if (words.isEmpty()) {
            return text(String.join("\n", data));
        }
        String template = String.join(" ", words);
        boolean plain = words.size() > 1 && words.stream().noneMatch(Xargs::isText);
        boolean placed = PLACE.matcher(template).find();
        for (String one : data) {
            if (plain) {
                var filled = words.stream().map(word -> filled(word, one)).toList();
                invoker.reached(Reach.How.WRAPPED, "parallel")
                        .invoke(placed ? filled : with(words, List.of(one)));
            } else {
                String quoted = ShellWords.quoted(one);
                text(placed ? filled(template, quoted) : template + " " + quoted);
            }
        }
        return Flow.UNKNOWN;
    }

    private static boolean isText(String word) {
        return word.chars().anyMatch(character -> " \t\n;&|<>()$`".indexOf(character) >= 0);
    }

    private static String filled(String template, String value) {
        return PLACE.matcher(template).replaceAll(Matcher.quoteReplacement(value));
    }

    private String text(String text) {
        return invoker.shellText(text, "parallel", invoker.environment().inner(), Flow.NONE);
    }

    private String placeholder(List<String> words) {
        return reading.usage().has("replace")
                        && words.stream().anyMatch(word -> word.contains("{}"))
                ? "{}"
                : "";
    }

    private List<String> data() {
        Flow in = invoker.in();
        boolean fromFile = reading.usage().has("arg-file");
        if (!fromFile && in.isKnown()) {
            return split(in.text()).stream().limit(MOST_WORDS).toList();
        }
        if (fromFile || !in.given()) {
            return List.of(Flow.UNKNOWN);
        }
        // What a list of names holds is not known, but it is data of the machine, not of the agent.
        boolean lines = reading.usage().has("null") || reading.usage().has("replace");
        return List.of(in.text().strip().split(lines ? "\n" : "\\s+")).stream()
                .limit(MOST_WORDS)
                .map(Xargs::named)
                .toList();
    }

    /** What holds a blank is rather a text than the name of a file. */
    private static String named(String word) {
        return word.indexOf(' ') >= 0
                ? word
                : word.replace(Wild.TAME, Wild.STAR).replace(Wild.ANYTHING, Wild.TAME);
    }

    private List<String> split(String text) {
        if (reading.usage().has("null")) {
            return List.of(text.strip().split("\0"));
        }
        Optional<String> delimiter = reading.usage().values("delimiter").stream().findFirst();
        if (delimiter.isPresent()) {
            String decoded = AnsiText.decode(delimiter.get(), invoker.walker().budget());
            return List.of(text.strip().split(Pattern.quote(decoded)));
        }
        boolean lines =
                reading.usage().has("replace")
                        || reading.usage().has("max-lines")
                        || reading.program().equals("parallel");
        return lines
                ? List.of(text.strip().split("\n"))
                : List.of(text.replaceAll("['\"]", "").strip().split("\\s+"));
    }
}
