/** Sets of policy files that a known key has signed. */
@NullMarked
package dev.countersign.policy.bundle;

import org.jspecify.annotations.NullMarked;
