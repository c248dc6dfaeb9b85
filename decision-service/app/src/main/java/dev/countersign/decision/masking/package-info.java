/** What agents say is masked before it is stored, sent or shown. */
@NullMarked
package dev.countersign.decision.masking;

import org.jspecify.annotations.NullMarked;
