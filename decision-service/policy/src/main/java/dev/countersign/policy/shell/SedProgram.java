package dev.countersign.policy.shell;

import dev.countersign.policy.action.Opacity;
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
        if (scripts.isEmpty() && !call.operands().isEmpty()) {
            scripts.add(call.operands().getFirst());
        }
        for (String text : scripts) {
            if (SedScript.reachesOut(text)) {
                call.opaque(Opacity.CODE, "sed " + text);
            }
        }
        return Flow.UNKNOWN;
    }
}
