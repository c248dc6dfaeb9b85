package dev.countersign.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;

/**
 * Secrets of this installation, made up when they are first asked for. Each is a file that only
 * this user can read.
 *
 * @param folder where the files are
 */
record Secrets(Path folder) {
    private static final SecureRandom RANDOM = new SecureRandom();

    /** 24 random bytes in base64url: 32 characters, which is what OIDC's state secret asks for. */
    String text(String name) {
        return orMade(name, 24);
    }

    /** A file with 32 random bytes in base64url. */
    Path seedFile(String name) {
        orMade(name, 32);
        return folder.resolve(name);
    }

    private String orMade(String name, int bytes) {
        Path file = folder.resolve(name);
        try {
            if (!Files.exists(file)) {
                byte[] random = new byte[bytes];
                RANDOM.nextBytes(random);
                write(name, Base64.getUrlEncoder().withoutPadding().encodeToString(random));
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot keep the secret " + file, e);
        }
    }

    /** Writes a secret whole or not at all. */
    void write(String name, String value) throws IOException {
        Path unfinished = folder.resolve(name + ".new");
        Files.deleteIfExists(unfinished);
        try (WritableByteChannel channel =
                Files.newByteChannel(
                        unfinished,
                        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------")))) {
            Channels.newOutputStream(channel)
                    .write((value + "\n").getBytes(StandardCharsets.UTF_8));
        }
        Files.move(unfinished, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }
}
