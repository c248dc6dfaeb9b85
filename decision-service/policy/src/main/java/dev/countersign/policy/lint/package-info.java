/** What is worth a second look in a policy that loads, and how some of it is mended. */
@NullMarked
package dev.countersign.policy.lint;

import org.jspecify.annotations.NullMarked;
