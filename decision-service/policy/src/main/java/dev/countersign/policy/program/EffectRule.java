package dev.countersign.policy.program;

import dev.countersign.policy.action.Tag;
import dev.countersign.policy.action.Usage;
import dev.countersign.policy.action.Wild;
import java.util.List;

/**
 * When an invocation has an effect.
 *
 * @param any one of these options is given; empty means always
 * @param all all of these are given
 * @param unless none of these is given: dry runs and help
 * @param operand some operand matches one of these, with a star at either end; empty means always
 * @param last the last operand matches one of these: where something goes to
 * @param bare holds only where there is no operand at all: what a program does unasked
 * @param unlisted holds only where a sub-command stands that is not in the table
 */
record EffectRule(
        Tag tag,
        List<OptionCondition> any,
        List<OptionCondition> all,
        List<OptionCondition> unless,
        List<String> operand,
        List<String> last,
        boolean bare,
        boolean unlisted) {

    boolean appliesTo(Usage usage, int skip) {
        return unless.stream().noneMatch(condition -> condition.surelyHolds(usage))
                && optionsHold(usage)
                && operandHolds(usage, skip)
                && lastHolds(usage, skip)
                && (!bare || usage.operands().size() <= skip);
    }

    /** Whether the effect hangs on words that may hide in an unknown one. */
    boolean conditionless() {
        return unlisted || any.isEmpty() && all.isEmpty() && operand.isEmpty() && last.isEmpty();
    }

    private boolean optionsHold(Usage usage) {
        return (any.isEmpty() || any.stream().anyMatch(condition -> condition.holds(usage)))
                && all.stream().allMatch(condition -> condition.holds(usage));
    }

    private boolean operandHolds(Usage usage, int skip) {
        return operand.isEmpty()
                || usage.operands().stream()
                        .skip(skip)
                        .anyMatch(
                                word -> operand.stream().anyMatch(glob -> Stars.meets(glob, word)));
    }

    private boolean lastHolds(Usage usage, int skip) {
        if (last.isEmpty()) {
            return true;
        }
        String word = usage.operands().size() > skip ? usage.operands().getLast() : "";
        return Wild.hasUnknown(word) || last.stream().anyMatch(glob -> Stars.meets(glob, word));
    }
}
