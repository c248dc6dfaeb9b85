package dev.countersign.policy.language;

/**
 * A pack that a policy extends: {@code builtin/baseline@1}.
 *
 * @param name for example {@code builtin/baseline}
 * @param major what the pack promises within it: rules are added or get stricter only with the next
 *     one
 */
public record PackRef(String name, int major, Source source) {
    @Override
    public String toString() {
        return name + "@" + major;
    }
}
