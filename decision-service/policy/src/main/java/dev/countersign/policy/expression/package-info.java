/** CEL in rules: type-checked when a policy loads, bounded and three-valued when it is asked. */
@NullMarked
package dev.countersign.policy.expression;

import org.jspecify.annotations.NullMarked;
