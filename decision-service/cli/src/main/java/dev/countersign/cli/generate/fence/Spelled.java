package dev.countersign.cli.generate.fence;

import dev.countersign.policy.action.Action;
import java.util.List;

/** A denial in the words of a product. */
public sealed interface Spelled {

    /**
     * @param missing which calls the policy denies and this does not; empty if there are none
     */
    record Written(List<Line> lines, String missing) implements Spelled {}

    /** The reason is a clause. */
    record Impossible(String why) implements Spelled {}

    /**
     * One entry of the product's file.
     *
     * @param samples calls that the product would refuse by it; the policy must deny them all
     */
    record Line(String text, List<Action> samples) {}
}
