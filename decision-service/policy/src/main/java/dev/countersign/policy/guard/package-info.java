/**
 * The guard itself: what an action would reach or stop of it. {@link
 * dev.countersign.policy.guard.Guard} is the way in.
 */
@NullMarked
package dev.countersign.policy.guard;

import org.jspecify.annotations.NullMarked;
