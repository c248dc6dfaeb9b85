package dev.countersign.cli.bundle;

import dev.countersign.cli.terminal.Surroundings;
import dev.countersign.cli.terminal.TextInput;
import dev.countersign.cli.terminal.Unusable;
import dev.countersign.cli.terminal.Visible;
import dev.countersign.policy.bundle.SigningKey;
import dev.countersign.policy.bundle.TrustedKeys;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;

/** Keys in files. */
final class KeyFile {
    private KeyFile() {}

    static SigningKey signing(String file, Surroundings here) {
        TextInput text = TextInput.read(file, here);
        try {
            return SigningKey.read(text.name(), text.whole());
        } catch (IllegalArgumentException other) {
            throw new Unusable(other.getMessage() + ".");
        }
    }

    static TrustedKeys trusted(List<String> files, Surroundings here) {
        TrustedKeys trusted = TrustedKeys.NONE;
        for (String file : files) {
            TextInput text = TextInput.read(file, here);
            try {
                trusted = trusted.and(TrustedKeys.read(text.name(), text.whole()));
            } catch (IllegalArgumentException other) {
                throw new Unusable(other.getMessage() + ".");
            }
        }
        return trusted;
    }

    /** Writes the private half into a new file that from its beginning nobody else can read. */
    static void write(SigningKey key, String file, Surroundings here) {
        String name = Visible.line(file);
        Path path = here.folder().resolve(file);
        var onlyMine =
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        var asNew = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (SeekableByteChannel channel = Files.newByteChannel(path, asNew, onlyMine)) {
            var bytes = ByteBuffer.wrap(key.secretPem().getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        } catch (FileAlreadyExistsException there) {
            throw new Unusable(name + " exists already; a key is never overwritten.");
        } catch (UnsupportedOperationException everybody) {
            throw new Unusable(name + " lies where a file cannot be closed to others.");
        } catch (IOException failed) {
            throw new Unusable(
                    "%s cannot be written: %s"
                            .formatted(name, Visible.line(String.valueOf(failed.getMessage()))));
        }
    }
}
