package dev.countersign.policy.action;

import java.util.List;
import java.util.Map;

/**
 * The arguments of an invocation by meaning: {@code rm -rf x}, {@code rm -r --force x} and {@code
 * rm x --recursive -f} have the same usage.
 *
 * @param options the meaning of each option given, with its values; a switch has an empty list
 * @param operands what is not an option, in order; sub-commands come first
 * @param uncertain whether some word was unknown and may be an option
 */
public record Usage(Map<String, List<String>> options, List<String> operands, boolean uncertain) {
    public boolean has(String meaning) {
        return options.containsKey(meaning);
    }

    public List<String> values(String meaning) {
        return options.getOrDefault(meaning, List.of());
    }
}
