/**
 * What of an event everybody may see and what is sealed: the leaf of the log and the sections that
 * it commits to. Written by producers, checked by the log and by whoever verifies it.
 */
@NullMarked
package dev.countersign.audit.leaf;

import org.jspecify.annotations.NullMarked;
