package dev.countersign.policy.shell;

import dev.countersign.policy.action.Opacity;
import dev.countersign.policy.action.Wild;
import java.util.ArrayList;
import java.util.List;

/** {@code sed} with the scripts in its arguments. */
final class SedProgram {
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
        if (Wild.hasUnknown(text) || SedScript.reachesOut(text)) {
            call.opaque(Opacity.CODE, "sed " + text);
        }
    }
}
