package dev.countersign.policy.shell;

import dev.countersign.policy.program.Reading;
import java.util.List;

/** Which branches a push is about. */
final class PushTargets {
    private PushTargets() {}

    static List<String> of(Reading reading) {
        List<String> operands = reading.operands();
        if (operands.size() < 2) {
            // The configured branch is not known here, so it could be any.
            return List.of(Flow.UNKNOWN);
        }
        return operands.subList(1, operands.size()).stream()
                .map(PushTargets::branch)
                .distinct()
                .toList();
    }

    private static String branch(String refspec) {
        String plain = refspec.startsWith("+") ? refspec.substring(1) : refspec;
        String target = plain.substring(plain.indexOf(':') + 1);
        String name =
                target.startsWith("refs/heads/")
                        ? target.substring("refs/heads/".length())
                        : target;
        return name.equals("HEAD") || name.isEmpty() ? Flow.UNKNOWN : name;
    }
}
