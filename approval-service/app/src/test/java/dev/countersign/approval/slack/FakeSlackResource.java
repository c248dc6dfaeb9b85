package dev.countersign.approval.slack;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** Connects the service under test to a fake Slack, which tests get by the field's type. */
public final class FakeSlackResource implements QuarkusTestResourceLifecycleManager {

    private final FakeSlack slack = new FakeSlack();

    @Override
    public Map<String, String> start() {
        return Map.of(
                "countersign.slack.bot-token", FakeSlack.TOKEN,
                "countersign.slack.signing-secret", FakeSlack.SECRET,
                "countersign.slack.team-id", FakeSlack.TEAM,
                "countersign.slack.app-id", FakeSlack.APP,
                "countersign.slack.channel", FakeSlack.CHANNEL,
                "countersign.slack.api-url", slack.apiUrl());
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(slack, new TestInjector.MatchesType(FakeSlack.class));
    }

    @Override
    public void stop() {
        slack.close();
    }
}
