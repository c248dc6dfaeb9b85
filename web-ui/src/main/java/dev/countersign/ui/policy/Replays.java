package dev.countersign.ui.policy;

import dev.countersign.decision.api.ReplayApi;
import dev.countersign.ui.ProblemReader;
import io.quarkus.oidc.token.propagation.common.AccessToken;
import org.eclipse.microprofile.rest.client.annotation.RegisterProvider;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/**
 * Recorded calls judged once more, asked as the person who is signed in. It takes longer than other
 * answers, so how long to wait for it is configured apart.
 */
@RegisterRestClient(configKey = "replay")
@RegisterProvider(ProblemReader.class)
@AccessToken
public interface Replays extends ReplayApi {}
