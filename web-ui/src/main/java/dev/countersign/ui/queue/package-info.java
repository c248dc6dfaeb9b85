/** The live list of held calls. */
@NullMarked
package dev.countersign.ui.queue;

import org.jspecify.annotations.NullMarked;
