package dev.countersign.ui;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/** Connects a test of the dashboard to {@link FakeServices}, and injects them into its field. */
public final class FakeServicesResource implements QuarkusTestResourceLifecycleManager {

    private FakeServices services;

    @Override
    public Map<String, String> start() {
        try {
            services = new FakeServices();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Map.of(
                "quarkus.http.test-port", "0",
                "countersign.decision.url", services.url(),
                "countersign.approval.url", services.url(),
                "countersign.audit.url", services.url(),
                "countersign.client-secret.web-ui", "demo-only-web-ui");
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(services, new TestInjector.MatchesType(FakeServices.class));
    }

    @Override
    public void stop() {
        services.close();
    }
}
