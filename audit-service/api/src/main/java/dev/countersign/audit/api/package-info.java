/**
 * The words every service shares with the audit log: identifiers, events and their canonical form.
 */
@NullMarked
package dev.countersign.audit.api;

import org.jspecify.annotations.NullMarked;
