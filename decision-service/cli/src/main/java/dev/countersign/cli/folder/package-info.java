/** The policy files of a folder, and which of them a call is judged by. */
@NullMarked
package dev.countersign.cli.folder;

import org.jspecify.annotations.NullMarked;
