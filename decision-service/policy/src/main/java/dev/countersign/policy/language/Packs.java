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
    public static final List<String> KNOWN = List.of("builtin/baseline@1");

    private static final Map<String, Policy> READ = new ConcurrentHashMap<>();

    private Packs() {}

    static Policy read(PackRef pack) {
        return READ.computeIfAbsent(
                pack.name(), name -> PolicyFile.read(name + ".yml", text(name)));
    }

    /**
     * The text of a pack.
     *
     * @param name for example {@code builtin/baseline}
     */
    public static String text(String name) {
        String file = name.substring(name.indexOf('/') + 1) + ".yml";
        try (InputStream in = Packs.class.getResourceAsStream("/dev/countersign/policy/" + file)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
