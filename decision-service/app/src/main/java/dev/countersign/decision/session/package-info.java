/** Runs of agents and the kill switch. */
@NullMarked
package dev.countersign.decision.session;

import org.jspecify.annotations.NullMarked;
