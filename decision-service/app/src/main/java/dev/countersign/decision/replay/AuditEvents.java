package dev.countersign.decision.replay;

import dev.countersign.audit.api.AuditApi;
import io.quarkus.oidc.token.propagation.common.AccessToken;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** The audit log, asked as the person who is signed in: nobody learns more here than there. */
@RegisterRestClient(configKey = "audit")
@AccessToken
interface AuditEvents extends AuditApi {}
