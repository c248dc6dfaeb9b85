/** One dialect for each agent product: its payload in, its reply out. */
@NullMarked
package dev.countersign.decision.hook;

import org.jspecify.annotations.NullMarked;
