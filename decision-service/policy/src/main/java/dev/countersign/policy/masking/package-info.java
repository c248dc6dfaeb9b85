/**
 * Takes secrets out of what an agent says before it is stored or shown: those that look like one,
 * those that stand where one stands, and those whose name says so.
 */
@NullMarked
package dev.countersign.policy.masking;

import org.jspecify.annotations.NullMarked;
