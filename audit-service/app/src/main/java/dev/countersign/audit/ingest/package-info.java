/** Takes events exactly once and gives each its place in the log. */
@NullMarked
package dev.countersign.audit.ingest;

import org.jspecify.annotations.NullMarked;
