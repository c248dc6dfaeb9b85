/**
 * From one tool call of any kind to its facts; {@link dev.countersign.policy.tool.Analyser} is the
 * way in.
 */
@NullMarked
package dev.countersign.policy.tool;

import org.jspecify.annotations.NullMarked;
