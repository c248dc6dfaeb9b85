/** Policies: stored, checked, put in force. */
@NullMarked
package dev.countersign.decision.bundle;

import org.jspecify.annotations.NullMarked;
