package dev.countersign.ui.queue;

import dev.countersign.approval.api.ApprovalApi;
import dev.countersign.ui.ProblemReader;
import io.quarkus.oidc.token.propagation.common.AccessToken;
import org.eclipse.microprofile.rest.client.annotation.RegisterProvider;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** The queue, asked as the person who is signed in. */
@RegisterRestClient(configKey = "approval")
@RegisterProvider(ProblemReader.class)
@AccessToken
public interface Approvals extends ApprovalApi {}
