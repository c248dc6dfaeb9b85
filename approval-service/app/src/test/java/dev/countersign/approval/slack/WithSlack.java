package dev.countersign.approval.slack;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.List;

/** The service with Slack connected; without this profile it is off. */
public class WithSlack implements QuarkusTestProfile {

    @Override
    public List<TestResourceEntry> testResources() {
        return List.of(new TestResourceEntry(FakeSlackResource.class));
    }
}
