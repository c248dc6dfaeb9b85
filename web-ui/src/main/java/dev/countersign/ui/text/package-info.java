/** Making what an agent wrote fit for eyes: nothing in it can hide or pretend. */
@NullMarked
package dev.countersign.ui.text;

import org.jspecify.annotations.NullMarked;
