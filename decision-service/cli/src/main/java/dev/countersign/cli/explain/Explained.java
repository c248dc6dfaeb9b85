package dev.countersign.cli.explain;

import dev.countersign.cli.folder.ChosenPolicy;
import dev.countersign.policy.action.Action;
import dev.countersign.policy.condition.Circumstances;
import dev.countersign.policy.condition.Proposer;
import dev.countersign.policy.evaluate.Explanation;
import dev.countersign.policy.history.History;
import dev.countersign.policy.masking.ActionMask;
import dev.countersign.policy.masking.Masker;
import dev.countersign.policy.tool.Analyser;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A call and what a policy says of it, secrets masked. */
record Explained(Action action, ChosenPolicy policy, Explanation explanation) {

    /** As if it were the first call of a session. */
    static Explained of(Action action, ChosenPolicy policy, Instant now) {
        ActionMask mask = new ActionMask(Masker.shippedAnd(policy.compiled().secrets()), List.of());
        Action shown =
                new Action(
                        action.tool(),
                        mask.fields(action.input()),
                        mask.text(action.cwd()),
                        action.session());
        Explanation explanation =
                policy.compiled()
                        .explain(
                                Analyser.analyse(action, History.NONE),
                                Circumstances.in(policy.root())
                                        .at(now)
                                        .by(Proposer.UNKNOWN.since(Duration.ZERO)))
                        .masked(mask::text);
        return new Explained(shown, policy, explanation);
    }
}
