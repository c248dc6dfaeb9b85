/** From a proposed call to a durable answer. */
@NullMarked
package dev.countersign.decision.decide;

import org.jspecify.annotations.NullMarked;
