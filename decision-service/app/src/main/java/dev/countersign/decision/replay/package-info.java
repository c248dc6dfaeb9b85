/** Recorded calls, judged once more by a policy that may not be in force. */
@NullMarked
package dev.countersign.decision.replay;

import org.jspecify.annotations.NullMarked;
