package dev.countersign.ui.agent;

import dev.countersign.decision.api.AgentApi;
import dev.countersign.ui.ProblemReader;
import io.quarkus.oidc.token.propagation.common.AccessToken;
import org.eclipse.microprofile.rest.client.annotation.RegisterProvider;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** The registry, asked as the person who is signed in. */
@RegisterRestClient(configKey = "decision")
@RegisterProvider(ProblemReader.class)
@AccessToken
public interface Agents extends AgentApi {}
