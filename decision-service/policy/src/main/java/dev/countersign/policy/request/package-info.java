/** What a request to an interface asks for: its path, and the operations of GraphQL in it. */
@NullMarked
package dev.countersign.policy.request;

import org.jspecify.annotations.NullMarked;
