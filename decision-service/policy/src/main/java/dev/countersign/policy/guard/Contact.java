package dev.countersign.policy.guard;

/** Whether one place is another, the surest last. */
enum Contact {
    NONE,
    POSSIBLE,
    CERTAIN;

    Contact and(Contact other) {
        return compareTo(other) <= 0 ? this : other;
    }

    Contact or(Contact other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
