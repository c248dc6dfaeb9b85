/** What is equal in every service: a closed list, see the README. */
@NullMarked
package dev.countersign.runtime;

import org.jspecify.annotations.NullMarked;
