/** Registered agents, their keys, and how a caller is recognised as one. */
@NullMarked
package dev.countersign.decision.agent;

import org.jspecify.annotations.NullMarked;
