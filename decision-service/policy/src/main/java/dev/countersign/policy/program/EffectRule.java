package dev.countersign.policy.program;

import dev.countersign.policy.action.Tag;
import dev.countersign.policy.action.Usage;
import java.util.List;

/**
 * When an invocation has an effect.
 *
 * @param any one of these options is given; empty means always
 * @param all all of these are given
 * @param unless none of these is given: dry runs and help
 * @param operand some operand matches one of these, with a star at either end; empty means always
 */
record EffectRule(
        Tag tag, List<String> any, List<String> all, List<String> unless, List<String> operand) {
    boolean appliesTo(Usage usage, int skip) {
        return unless.stream().noneMatch(usage::has)
                && (conditionless() || optionsHold(usage) && operandHolds(usage, skip));
    }

    /** Whether the effect hangs on words that may hide in an unknown one. */
    boolean conditionless() {
        return any.isEmpty() && all.isEmpty() && operand.isEmpty();
    }

    private boolean optionsHold(Usage usage) {
        return (any.isEmpty() || any.stream().anyMatch(usage::has))
                && all.stream().allMatch(usage::has);
    }

    private boolean operandHolds(Usage usage, int skip) {
        return operand.isEmpty()
                || usage.operands().stream()
                        .skip(skip)
                        .anyMatch(word -> operand.stream().anyMatch(glob -> meets(glob, word)));
    }

    private static boolean meets(String glob, String word) {
        if (glob.endsWith("*") && glob.startsWith("*") && glob.length() > 1) {
            return word.contains(glob.substring(1, glob.length() - 1));
        }
        if (glob.endsWith("*")) {
            return word.startsWith(glob.substring(0, glob.length() - 1));
        }
        return glob.startsWith("*") ? word.endsWith(glob.substring(1)) : word.equals(glob);
    }
}
