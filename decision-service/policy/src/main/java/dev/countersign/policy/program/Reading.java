package dev.countersign.policy.program;

import dev.countersign.policy.action.Tag;
import dev.countersign.policy.action.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The arguments of one invocation as its table reads them.
 *
 * @param known whether there is a table for the program
 * @param subcommands the sub-commands found, outermost first
 * @param parts each operand after the sub-commands, and each option value, with its role
 * @param wrapped for wrappers: where in the arguments the wrapped command begins, or the number of
 *     arguments
 */
public record Reading(
        boolean known,
        Program table,
        Usage usage,
        List<String> subcommands,
        List<Part> parts,
        int wrapped) {

    /**
     * One word with its role.
     *
     * @param option the meaning of the option it is the value of, or empty for an operand
     */
    public record Part(String text, Role role, String option) {}

    public String program() {
        return table.name();
    }

    public Optional<Kind> kind() {
        return table.kind();
    }

    public Optional<String> host() {
        return table.host();
    }

    /** The effects of this usage. */
    public List<Tag> effects() {
        return everyRule().stream()
                .filter(rule -> rule.appliesTo(usage, subcommands.size()))
                .map(EffectRule::tag)
                .distinct()
                .toList();
    }

    /** Whether an unknown word could bring an effect that is not there for certain. */
    public boolean effectsUncertain() {
        return usage.uncertain()
                && (table.anyEffects()
                        || everyRule().stream().anyMatch(rule -> !rule.conditionless()));
    }

    private List<EffectRule> everyRule() {
        var rules = new ArrayList<EffectRule>();
        for (Program at = table; at != null; at = at.parent()) {
            rules.addAll(at.effects());
        }
        return rules;
    }

    public List<String> operands() {
        return usage.operands()
                .subList(
                        Math.min(subcommands.size(), usage.operands().size()),
                        usage.operands().size());
    }
}
