/** A service that is asked, and what it answers. */
@NullMarked
package dev.countersign.cli.connection;

import org.jspecify.annotations.NullMarked;
