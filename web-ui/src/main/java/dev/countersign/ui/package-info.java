/** The dashboard. */
@org.jspecify.annotations.NullMarked
package dev.countersign.ui;
