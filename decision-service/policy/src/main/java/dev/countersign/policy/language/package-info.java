/** The policy file: reading it with positions, checking it, lowering the short form to rules. */
@NullMarked
package dev.countersign.policy.language;

import org.jspecify.annotations.NullMarked;
