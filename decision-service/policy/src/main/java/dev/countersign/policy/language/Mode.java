package dev.countersign.policy.language;

/** Whether a policy or rule is in force, or only records what it would have done. */
public enum Mode {
    ENFORCE,
    OBSERVE
}
