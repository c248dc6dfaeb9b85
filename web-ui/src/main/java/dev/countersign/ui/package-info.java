/** The dashboard: what surrounds every page, signing in, refusals. */
@NullMarked
package dev.countersign.ui;

import org.jspecify.annotations.NullMarked;
