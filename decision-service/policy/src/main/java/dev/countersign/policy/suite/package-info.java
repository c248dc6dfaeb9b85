/** Policies are tested as data: their own tests and examples, coverage and mutation. */
@NullMarked
package dev.countersign.policy.suite;

import org.jspecify.annotations.NullMarked;
