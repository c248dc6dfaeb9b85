package dev.countersign.policy.layer;

/** How much of what is allowed is denied. */
public enum Extent {
    /** All of it: the allowance has no effect at all. */
    WHOLE,
    /** Some of it, which stays denied. */
    PART
}
