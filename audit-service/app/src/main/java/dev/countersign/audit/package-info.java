/** audit-service: its interface to services and people. */
@NullMarked
package dev.countersign.audit;

import org.jspecify.annotations.NullMarked;
