/** What a policy gives names to: interfaces with their operations, and credentials. */
@NullMarked
package dev.countersign.policy.catalogue;

import org.jspecify.annotations.NullMarked;
