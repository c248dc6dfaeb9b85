/**
 * Settings files that people write and {@code agent-policy} writes into: what it wrote is known
 * from a note beside them, and every other character stays.
 */
@NullMarked
package dev.countersign.cli.generate.settings;

import org.jspecify.annotations.NullMarked;
