package dev.countersign.trail;

import dev.countersign.audit.api.AuditApi;
import io.quarkus.oidc.client.filter.OidcClientFilter;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** The audit log, called with this service's own token. */
@RegisterRestClient(configKey = "audit")
@OidcClientFilter
interface AuditLog extends AuditApi {}
