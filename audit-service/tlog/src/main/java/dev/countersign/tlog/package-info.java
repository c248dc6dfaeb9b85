/**
 * The mathematics of a transparency log and its public form: RFC 6962 tree, C2SP tiles, signed
 * notes, checkpoints and receipts. No framework, no input or output.
 */
@NullMarked
package dev.countersign.tlog;

import org.jspecify.annotations.NullMarked;
