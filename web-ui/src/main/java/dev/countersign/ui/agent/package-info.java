/** The registry of agents. */
@NullMarked
package dev.countersign.ui.agent;

import org.jspecify.annotations.NullMarked;
