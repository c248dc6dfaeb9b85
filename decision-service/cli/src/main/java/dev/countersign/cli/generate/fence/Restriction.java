package dev.countersign.cli.generate.fence;

import dev.countersign.policy.language.Effect;
import dev.countersign.policy.language.Source;

/**
 * A rule that keeps calls back.
 *
 * @param id unique within its policy
 */
public record Restriction(String id, Effect effect, Source source, Meaning meaning) {}
