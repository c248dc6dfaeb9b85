package dev.countersign.decision.bundle;

import dev.countersign.policy.evaluate.CompiledPolicy;
import dev.countersign.policy.language.PolicyFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** What is in force besides where a policy should be and cannot be loaded. */
final class Emergency {

    private static final String FILE = "not-loaded.yml";
    private static final CompiledPolicy POLICY =
            CompiledPolicy.of(PolicyFile.read("builtin/" + FILE, text()));

    private Emergency() {}

    static CompiledPolicy policy() {
        return POLICY;
    }

    private static String text() {
        try (InputStream in = Emergency.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException(FILE + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
