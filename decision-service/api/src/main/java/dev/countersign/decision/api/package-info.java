/** What decision-service offers: decisions, agents, sessions and policies over HTTP. */
@NullMarked
package dev.countersign.decision.api;

import org.jspecify.annotations.NullMarked;
