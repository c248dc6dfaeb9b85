package dev.countersign.policy.program;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one program, or of one of its sub-commands.
 *
 * @param options by spelling
 * @param optionsFirst whether the first operand ends the options
 * @param longAbbreviations whether {@code --forc} is {@code --force}
 * @param operandsWhen roles that hold instead when an option is given
 * @param subcommands by name
 * @param kind the special treatment it needs, if any
 * @param skip for wrappers: how many operands stand before the wrapped command
 * @param dashless whether the first word may be options without a dash, as in {@code tar xf}
 * @param host the place a program connects to when its arguments name none
 */
record Program(
        String name,
        Map<String, Option> options,
        boolean optionsFirst,
        boolean longAbbreviations,
        Operands operands,
        Map<String, Operands> operandsWhen,
        Map<String, Program> subcommands,
        List<EffectRule> effects,
        Optional<Kind> kind,
        int skip,
        boolean dashless,
        Optional<String> host,
        @Nullable Program parent) {

    /** Whether it depends on the sub-command what happens. */
    boolean anyEffects() {
        return subcommands.values().stream()
                .anyMatch(sub -> !sub.effects().isEmpty() || sub.anyEffects());
    }

    Optional<Option> option(String spelling) {
        Option own = options.get(spelling);
        if (own != null) {
            return Optional.of(own);
        }
        return parent == null ? Optional.empty() : parent.option(spelling);
    }

    /** The option whose long spelling begins like this, when exactly one does. */
    Optional<Option> abbreviated(String start) {
        if (!longAbbreviations || start.length() < 4) {
            return Optional.empty();
        }
        var found =
                options.entrySet().stream()
                        .filter(entry -> entry.getKey().startsWith(start))
                        .map(Map.Entry::getValue)
                        .distinct()
                        .limit(2)
                        .toList();
        return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
    }
}
