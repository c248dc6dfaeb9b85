/** Held calls: opened, voted on by people, spent once, ended by the clock. */
@NullMarked
package dev.countersign.approval.request;

import org.jspecify.annotations.NullMarked;
