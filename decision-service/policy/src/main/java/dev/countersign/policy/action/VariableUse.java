package dev.countersign.policy.action;

/**
 * A variable of the environment is used, given a value, or passed on. No fact by itself: only what
 * a policy declares of the variable makes it one.
 *
 * @param name unknown text when only the run will tell
 */
public record VariableUse(String name, Reach reach) {}
