package dev.countersign.policy.evaluate;

import dev.countersign.policy.action.Fact;
import dev.countersign.policy.language.Effect;
import java.util.List;

/**
 * One fact judged on its own.
 *
 * @param effect in force
 * @param wouldBe as if nothing were merely observed
 * @param matched the rules that matched it, or the default that decided
 */
record Finding(Fact fact, Effect effect, Effect wouldBe, List<Applied> matched) {}
