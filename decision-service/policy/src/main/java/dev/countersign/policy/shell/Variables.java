package dev.countersign.policy.shell;

import dev.countersign.policy.action.Reach;
import java.util.List;

/** Gives variables their values, with everything that follows from it. */
final class Variables {
    private final Walker walker;
    private final Environment environment;
    private final Reach reach;

    Variables(Walker walker, Environment environment, Reach reach) {
        this.walker = walker;
        this.environment = environment;
        this.reach = reach;
    }

    void assign(String name, List<String> values) {
        String target = environment.referred(name);
        if (environment.isInteger(target)) {
            values.forEach(value -> walker.evaluate(value, environment, reach));
        }
        walker.gathering().uses(target, reach);
        environment.assign(target, values);
        new ExecutingVariables(walker, environment, reach).assigned(target, values);
    }
}
