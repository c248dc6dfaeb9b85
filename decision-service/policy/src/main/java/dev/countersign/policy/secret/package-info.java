/**
 * What credentials look like: rules in the gitleaks format, and the scanner that finds by them what
 * a text holds.
 */
@NullMarked
package dev.countersign.policy.secret;

import org.jspecify.annotations.NullMarked;
