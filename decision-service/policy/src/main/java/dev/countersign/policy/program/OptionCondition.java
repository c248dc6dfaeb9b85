package dev.countersign.policy.program;

import dev.countersign.policy.action.Usage;
import dev.countersign.policy.action.Wild;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Whether an option is given: {@code force}, or with one of its values: {@code method=delete}.
 *
 * @param value in lower case, with a star at either end; empty when any value will do
 */
record OptionCondition(String meaning, String value) {
    /** {@code --dry-run=none} and {@code --dry-run=false} are no dry runs. */
    private static final Set<String> SWITCHED_OFF = Set.of("none", "false", "0", "no", "off", "f");

    static OptionCondition of(String text) {
        int equals = text.indexOf('=');
        return equals < 0
                ? new OptionCondition(text, "")
                : new OptionCondition(
                        text.substring(0, equals),
                        text.substring(equals + 1).toLowerCase(Locale.ROOT));
    }

    /** The reading for what is dangerous: what may be meant counts. */
    boolean holds(Usage usage) {
        return usage.has(meaning)
                && (value.isEmpty() || usage.values(meaning).stream().anyMatch(this::couldBe));
    }

    /** The reading for what is harmless: nothing in the words may speak against it. */
    boolean surelyHolds(Usage usage) {
        List<String> values = usage.values(meaning);
        if (!usage.has(meaning)) {
            return false;
        }
        return value.isEmpty()
                ? values.stream().noneMatch(OptionCondition::switchesOff)
                : !values.isEmpty() && values.stream().allMatch(this::is);
    }

    private boolean is(String given) {
        return Stars.meets(value, given.toLowerCase(Locale.ROOT));
    }

    private boolean couldBe(String given) {
        return Wild.hasUnknown(given) || is(given);
    }

    private static boolean switchesOff(String given) {
        return Wild.hasUnknown(given) || SWITCHED_OFF.contains(given.toLowerCase(Locale.ROOT));
    }
}
