package dev.countersign.decision.bundle;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** What could be in force for agents called {@code guarded-…} needs two people. */
public class WithSecondPerson implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of("countersign.policy.second-person", "guarded-*");
    }
}
