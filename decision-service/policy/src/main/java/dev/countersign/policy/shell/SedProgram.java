package dev.countersign.policy.shell;

import dev.countersign.policy.action.Access;
import dev.countersign.policy.action.Fact;
import dev.countersign.policy.action.Opacity;
import dev.countersign.policy.action.Place;
import dev.countersign.policy.action.Wild;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code sed} with the scripts in its arguments. */
final class SedProgram {
    /** {@code r file} and {@code R file} show what the file holds. */
    private static final Pattern READING =
            Pattern.compile("(?:^|[\\s;{}0-9$/!,])[rR][ \\t]*([^\\n;}]+)");

    private static final Pattern REPLACEMENT =
            Pattern.compile("^s([/|#,:@!])(?:(?!\\1).)*\\1((?:(?!\\1).)*)");

    /** Files of which some texts are commands. */
    private static final Set<String> RUN = Set.of("package.json", "./package.json");

    private final Call call;

    SedProgram(Call call) {
        this.call = call;
    }

    String run() {
        List<String> scripts = new ArrayList<>(call.usage().values("expression"));
        if (scripts.isEmpty() && !call.usage().has("file") && !call.operands().isEmpty()) {
            scripts.add(call.operands().getFirst());
        }
        scripts.forEach(this::examine);
        if (call.usage().has("in-place") && call.operands().stream().anyMatch(RUN::contains)) {
            scripts.forEach(this::put);
        }
        return Flow.UNKNOWN;
    }

    /** What is put into a file of scripts may be a command. */
    private void put(String script) {
        Matcher replacement = REPLACEMENT.matcher(script);
        if (replacement.find()) {
            String text = replacement.group(2).replaceAll("[\"']", " ").strip();
            new PossibleCommands(call.invoker(), "sed").among(List.of(text));
        }
    }

    void examine(String text) {
        READING.matcher(text).results().forEach(found -> read(found.group(1).strip()));
        if (Wild.hasUnknown(text) || SedScript.reachesOut(text)) {
            call.opaque(Opacity.CODE, "sed " + text);
        }
    }

    private void read(String path) {
        Place place = Place.of(path, call.environment().cwd());
        call.walker()
                .gathering()
                .add(
                        new Fact.FileAccess(
                                place, Access.READ, Optional.empty(), call.invoker().reach()));
    }
}
