/**
 * What a product can be told to refuse by itself. It may say less than the policy and never more: a
 * line is written only if the policy denies the calls that the product would refuse by it.
 */
@NullMarked
package dev.countersign.cli.generate.fence;

import org.jspecify.annotations.NullMarked;
