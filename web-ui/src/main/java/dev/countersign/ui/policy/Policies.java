package dev.countersign.ui.policy;

import dev.countersign.decision.api.PolicyApi;
import dev.countersign.ui.ProblemReader;
import io.quarkus.oidc.token.propagation.common.AccessToken;
import org.eclipse.microprofile.rest.client.annotation.RegisterProvider;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** Stored policies, asked as the person who is signed in. */
@RegisterRestClient(configKey = "decision")
@RegisterProvider(ProblemReader.class)
@AccessToken
public interface Policies extends PolicyApi {}
