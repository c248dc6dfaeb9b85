/** Paths, hosts and commands: when a pattern of a policy speaks of a fact. */
@NullMarked
package dev.countersign.policy.match;

import org.jspecify.annotations.NullMarked;
