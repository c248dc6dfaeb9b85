package dev.countersign.ui.audit;

import dev.countersign.audit.api.AuditApi;
import dev.countersign.ui.ProblemReader;
import io.quarkus.oidc.token.propagation.common.AccessToken;
import org.eclipse.microprofile.rest.client.annotation.RegisterProvider;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** The audit log, asked as the person who is signed in. */
@RegisterRestClient(configKey = "audit")
@RegisterProvider(ProblemReader.class)
@AccessToken
public interface Events extends AuditApi {}
