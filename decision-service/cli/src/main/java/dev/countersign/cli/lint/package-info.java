/** Policy files looked through, and how findings are written. */
@NullMarked
package dev.countersign.cli.lint;

import org.jspecify.annotations.NullMarked;
