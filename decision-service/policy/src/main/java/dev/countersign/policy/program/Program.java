package dev.countersign.policy.program;

import java.util.Comparator;
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
 * @param valuesWhen roles of option values that hold instead when another option is given
 * @param subcommands by name
 * @param verbs sub-commands that may stand after any number of words for what they are about, as in
 *     {@code gcloud compute instances delete}
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
        Map<String, Map<String, Role>> valuesWhen,
        Map<String, Program> subcommands,
        Map<String, Program> verbs,
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

    /** The options whose long spelling begins like this; several when it is open which is meant. */
    List<Option> abbreviated(String start) {
        if (!longAbbreviations || start.length() < 4) {
            return List.of();
        }
        return options.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(start))
                .map(Map.Entry::getValue)
                .distinct()
                .toList();
    }

    /** Whether another word must follow that says what is to be done. */
    boolean isGroup() {
        return !subcommands.isEmpty() || !verbs.isEmpty();
    }

    /**
     * The verb that a word is, for this group or one around it: the name itself before a pattern, a
     * long pattern before a short one.
     */
    Optional<Program> verb(String word) {
        if (!isGroup()) {
            return Optional.empty();
        }
        Program exact = verbs.get(word);
        if (exact != null) {
            return Optional.of(exact);
        }
        Optional<Program> own =
                verbs.entrySet().stream()
                        .filter(entry -> Stars.isPattern(entry.getKey()))
                        .filter(entry -> Stars.meets(entry.getKey(), word))
                        .max(Comparator.comparingInt(entry -> entry.getKey().length()))
                        .map(Map.Entry::getValue);
        return own.isPresent() || parent == null ? own : parent.verb(word);
    }
}
