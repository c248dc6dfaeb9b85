package dev.countersign.policy.suite;

import dev.countersign.policy.evaluate.CompiledPolicy;
import dev.countersign.policy.language.Policy;
import java.util.function.Function;

/**
 * The policy that cases are about, and what is in force with it.
 *
 * @param policy the file under test with its packs; examples speak of its rules alone
 * @param inForce everything in force together with this policy, or with a changed one in its place
 */
public record Subject(Policy policy, Function<Policy, CompiledPolicy> inForce) {

    /** A policy file without others beside it. */
    public static Subject alone(Policy policy) {
        return new Subject(policy, one -> CompiledPolicy.of(one));
    }
}
