package dev.countersign.policy.condition;

import dev.countersign.policy.action.Fact;
import dev.countersign.policy.expression.Expression;
import java.util.Set;

/** What an expression says of the action as a whole; it narrows nothing and widens nothing. */
public record When(Expression expression) implements Condition {
    @Override
    public boolean holds(Fact fact, Scene scene, boolean generous) {
        return scene.once(this, generous, () -> holds(scene, generous));
    }

    private boolean holds(Scene scene, boolean generous) {
        return switch (expression.answer(new SceneValues(scene))) {
            case TRUE -> true;
            case FALSE -> false;
            case CANNOT_TELL -> generous;
        };
    }

    @Override
    public Set<Kind> kinds() {
        return Set.of(Kind.ANY);
    }
}
