/** What changed, numbered in commit order, and how everybody who listens learns of it. */
@NullMarked
package dev.countersign.approval.change;

import org.jspecify.annotations.NullMarked;
