/** How a service leaves a trace: events go into its own database first, then to the audit log. */
@NullMarked
package dev.countersign.trail;

import org.jspecify.annotations.NullMarked;
