/** What approval-service offers: the queue, votes, emergency bypasses. */
@NullMarked
package dev.countersign.approval.api;

import org.jspecify.annotations.NullMarked;
