/** Emergency bypasses: asked for, approved, ended, reviewed. */
@NullMarked
package dev.countersign.ui.bypass;

import org.jspecify.annotations.NullMarked;
