package dev.countersign.policy.language;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The policies that travel with the library, to be extended by others. */
public final class Packs {
    /** As a policy names them. */
    public static final List<String> KNOWN =
            List.of(
                    "builtin/baseline@1",
                    "builtin/code-safety@1",
                    "builtin/railway@1",
                    "builtin/aws@1",
                    "builtin/kubernetes@1",
                    "builtin/github@1",
                    "builtin/database@1");

    private static final Map<String, Policy> READ = new ConcurrentHashMap<>();

    private Packs() {}

    /**
     * One of them, ready to use.
     *
     * @param name for example {@code builtin/baseline}
     */
    public static Policy read(String name) {
        return READ.computeIfAbsent(name, known -> PolicyFile.read(known + ".yml", text(known)));
    }

    /**
     * The text of a pack.
     *
     * @param name for example {@code builtin/baseline}
     */
    public static String text(String name) {
        String file = name.substring(name.indexOf('/') + 1) + ".yml";
        try (InputStream in =
                Packs.class.getResourceAsStream("/dev/countersign/policy/packs/" + file)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
