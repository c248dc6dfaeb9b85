/** Policies: what is in force, what would change, who lets it. */
@NullMarked
package dev.countersign.ui.policy;

import org.jspecify.annotations.NullMarked;
