package dev.countersign.policy.program;

import dev.countersign.policy.action.Tag;
import dev.countersign.policy.action.Usage;
import dev.countersign.policy.action.Wild;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

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
     * @param word which of the words it is in; one more than there are for what is read from the
     *     standard input
     * @param from where in that word it begins
     */
    public record Part(String text, Role role, String option, int word, int from) {}

    public String program() {
        return table.name();
    }

    public Optional<Kind> kind() {
        return table.kind();
    }

    public Optional<String> host() {
        return table.host();
    }

    /**
     * Whether an option is given and no word speaks against it: {@code --help=false} asks for no
     * help.
     */
    public boolean surelyHas(String meaning) {
        return new OptionCondition(meaning, "").surelyHolds(usage);
    }

    /** The effects of this usage. */
    public List<Tag> effects() {
        return applying().map(EffectRule::tag).distinct().toList();
    }

    Stream<EffectRule> applying() {
        List<EffectRule> rules = everyRule();
        if (rules.isEmpty()) {
            return Stream.of();
        }
        boolean unlisted = endsBeforeItsSubcommand();
        return rules.stream()
                .filter(rule -> unlisted || !rule.unlisted())
                .filter(rule -> !rule.bare() || table.effects().contains(rule))
                .filter(rule -> rule.appliesTo(usage, subcommands.size()));
    }

    /** Whether an unknown word could bring an effect that is not there for certain. */
    public boolean effectsUncertain() {
        return usage.uncertain()
                        && (table.anyEffects()
                                || everyRule().stream().anyMatch(rule -> !rule.conditionless()))
                || endsBeforeItsSubcommand() && !Wild.isLiteral(operands().getFirst());
    }

    /** A word stands where a sub-command belongs and is none that the table knows. */
    private boolean endsBeforeItsSubcommand() {
        return table.isGroup() && !operands().isEmpty() && !asksForHelp();
    }

    /**
     * {@code aws ec2 terminate-instances help}: the last word asks for help, and nothing else is
     * said.
     */
    public boolean endsInHelp() {
        List<String> operands = operands();
        return operands.size() == 1
                && operands.getFirst().equals("help")
                && usage.options().isEmpty()
                && Stars.isPattern(table.name())
                && parentVerb("help").isPresent();
    }

    private Optional<Program> parentVerb(String word) {
        return table.parent() == null ? Optional.empty() : table.parent().verb(word);
    }

    private boolean asksForHelp() {
        return operands().getLast().equals("help");
    }

    private List<EffectRule> everyRule() {
        if (table.parent() == null) {
            return table.effects();
        }
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
