/** Policy files signed, and signed files checked. */
@NullMarked
package dev.countersign.cli.bundle;

import org.jspecify.annotations.NullMarked;
