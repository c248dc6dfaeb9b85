package dev.countersign.decision.source;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Policies come from a repository; what is for agents called {@code guarded-…} needs two people.
 */
public class WithRepository implements QuarkusTestProfile {

    static final String FOLDER = "test.upstream";
    static final String WEBHOOK_SECRET = "It's a Secret to Everybody";
    static final String TOKEN = "token-that-nobody-may-see";

    @Override
    public Map<String, String> getConfigOverrides() {
        String folder = folder();
        return Map.of(
                "countersign.policy.git.url",
                "file://" + folder,
                "countersign.policy.git.poll",
                "PT1H",
                "countersign.policy.git.token",
                TOKEN,
                "countersign.policy.git.webhook-secret",
                WEBHOOK_SECRET,
                "countersign.policy.second-person",
                "guarded-*",
                FOLDER,
                folder);
    }

    private static String folder() {
        try {
            Path target = Files.createDirectories(Path.of("target").toAbsolutePath());
            return Files.createTempDirectory(target, "upstream").toString();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
