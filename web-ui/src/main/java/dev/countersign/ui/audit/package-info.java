/** Reading the audit log. */
@NullMarked
package dev.countersign.ui.audit;

import org.jspecify.annotations.NullMarked;
