/** What is known about programs: their options, what their operands are, what they do. */
@NullMarked
package dev.countersign.policy.program;

import org.jspecify.annotations.NullMarked;
