/** Finds events and shows them with their evidence. */
@NullMarked
package dev.countersign.audit.search;

import org.jspecify.annotations.NullMarked;
