package dev.countersign.policy.shell;

import dev.countersign.policy.action.Access;
import dev.countersign.policy.action.Fact;
import dev.countersign.policy.action.Opacity;
import dev.countersign.policy.action.Place;
import dev.countersign.policy.action.Wild;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** {@code sed} with the scripts in its arguments. */
final class SedProgram {
    /** {@code r file} and {@code R file} show what the file holds. */
    private static final Pattern READING =
            Pattern.compile("(?:^|[;{}0-9$/!\\n])\\s*[rR]\\s+([^\\n;}]+)");

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
        return Flow.UNKNOWN;
    }

    void examine(String text) {
        READING.matcher(text)
                .results()
                .forEach(
                        found ->
                                call.walker()
                                        .gathering()
                                        .add(
                                                new Fact.FileAccess(
                                                        Place.of(
                                                                found.group(1).strip(),
                                                                call.environment().cwd()),
                                                        Access.READ,
                                                        Optional.empty(),
                                                        call.invoker().reach())));
        if (Wild.hasUnknown(text) || SedScript.reachesOut(text)) {
            call.opaque(Opacity.CODE, "sed " + text);
        }
    }
}
