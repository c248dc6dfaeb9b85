package dev.countersign.platform;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** SHA-256 over what decides how a process runs. */
final class Fingerprint {
    private final MessageDigest digest;

    Fingerprint() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("Every Java has SHA-256", e);
        }
    }

    /** Adds settings in the order of their names; that of {@code Map.of} differs at each start. */
    Fingerprint add(Map<String, String> settings) {
        new TreeMap<>(settings).forEach((name, value) -> add(name + "=" + value));
        return this;
    }

    Fingerprint add(Object value) {
        digest.update((value + "\n").getBytes(UTF_8));
        return this;
    }

    /**
     * Adds a built application: names and contents of what is ours or generated. Libraries have
     * their version in the name, so name and size stand for their content.
     */
    Fingerprint addApplication(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(folder)) {
            files = walk.filter(Files::isRegularFile).sorted().toList();
        }
        for (Path file : files) {
            Path name = folder.relativize(file);
            add(name);
            if (name.startsWith("lib") && !file.getFileName().toString().contains("countersign")) {
                add(Files.size(file));
            } else {
                digest.update(Files.readAllBytes(file));
            }
        }
        return this;
    }

    @Override
    public String toString() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
