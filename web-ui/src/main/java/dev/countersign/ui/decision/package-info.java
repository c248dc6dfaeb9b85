/** One held call with everything a person needs to decide it. */
@NullMarked
package dev.countersign.ui.decision;

import org.jspecify.annotations.NullMarked;
