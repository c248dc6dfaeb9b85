/**
 * What a command is given and how it speaks: folder, input, screen, text that is fit to be shown.
 */
@NullMarked
package dev.countersign.cli.terminal;

import org.jspecify.annotations.NullMarked;
