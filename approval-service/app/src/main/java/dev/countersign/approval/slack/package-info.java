/** Slack as a channel: cards, the inbox of clicks, who clicked. It renders and translates only. */
@NullMarked
package dev.countersign.approval.slack;

import org.jspecify.annotations.NullMarked;
