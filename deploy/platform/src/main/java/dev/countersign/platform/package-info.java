/** Starts PostgreSQL, Keycloak and the services on one machine, for people and for tests. */
@NullMarked
package dev.countersign.platform;

import org.jspecify.annotations.NullMarked;
