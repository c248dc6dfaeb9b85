package dev.countersign.policy.language;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * The language as a JSON Schema (2020-12), for editors. What loads is decided by {@link
 * PolicyFile}.
 */
public final class PolicySchema {
    private static final String RESOURCE = "/dev/countersign/policy/agent-policy.schema.json";

    private PolicySchema() {}

    public static String text() {
        try (InputStream in = PolicySchema.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException(RESOURCE + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
