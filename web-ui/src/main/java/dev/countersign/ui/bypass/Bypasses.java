package dev.countersign.ui.bypass;

import dev.countersign.approval.api.BypassApi;
import dev.countersign.ui.ProblemReader;
import io.quarkus.oidc.token.propagation.common.AccessToken;
import org.eclipse.microprofile.rest.client.annotation.RegisterProvider;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** Bypasses, asked as the person who is signed in. */
@RegisterRestClient(configKey = "approval")
@RegisterProvider(ProblemReader.class)
@AccessToken
public interface Bypasses extends BypassApi {}
