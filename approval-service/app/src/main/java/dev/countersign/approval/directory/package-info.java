/** People and groups as Keycloak knows them. */
@NullMarked
package dev.countersign.approval.directory;

import org.jspecify.annotations.NullMarked;
