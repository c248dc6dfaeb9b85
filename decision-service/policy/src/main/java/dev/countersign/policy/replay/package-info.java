/** Recorded calls, judged once more by another policy; rules that follow from what was observed. */
@NullMarked
package dev.countersign.policy.replay;

import org.jspecify.annotations.NullMarked;
