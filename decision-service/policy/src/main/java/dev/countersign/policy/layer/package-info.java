/**
 * Policies above each other: which file stands in which layer, and what a lower one says in vain.
 */
@NullMarked
package dev.countersign.policy.layer;

import org.jspecify.annotations.NullMarked;
