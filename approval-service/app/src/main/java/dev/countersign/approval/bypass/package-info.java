/** Emergency bypasses: asked for with a reason, approved by somebody else, ended by the clock. */
@NullMarked
package dev.countersign.approval.bypass;

import org.jspecify.annotations.NullMarked;
