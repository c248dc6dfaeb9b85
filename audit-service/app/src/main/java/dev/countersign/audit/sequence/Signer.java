package dev.countersign.audit.sequence;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.countersign.tlog.Checkpoint;
import dev.countersign.tlog.ConsistencyProof;
import dev.countersign.tlog.Hash;
import dev.countersign.tlog.NoteKey;
import dev.countersign.tlog.NoteSigner;
import dev.countersign.tlog.SignedNote;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Holds the key and signs only trees that continue the last one it signed, which it remembers in a
 * file of its own, away from the database. That makes a database that was restored from a backup,
 * or a second log, a stop instead of a fork. It knows neither database nor configuration: all it is
 * told is a checkpoint and a proof.
 */
final class Signer {

    private final NoteSigner key;
    private final Path record;

    /**
     * @param record need not exist; a file with {@code .lock} after its name is used beside it
     */
    Signer(NoteSigner key, Path record) {
        this.key = key;
        this.record = record;
    }

    NoteKey key() {
        return key.key();
    }

    /** The last checkpoint that was signed. */
    synchronized Optional<Checkpoint> last() {
        try {
            return Files.exists(record)
                    ? Optional.of(Checkpoint.parse(Files.readString(record), key().name()))
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the signer's record " + record, e);
        } catch (IllegalArgumentException e) {
            throw new Contradiction(
                    "the signer's record %s is not readable: %s".formatted(record, e.getMessage()));
        }
    }

    /**
     * Signs, after the record of it is durable. Signing the same tree again is harmless.
     *
     * @param proof from the size of {@link #last}, or 0, to that of the checkpoint
     * @throws Contradiction if the tree does not continue the last one
     */
    synchronized SignedNote sign(Checkpoint wanted, ConsistencyProof proof) {
        try (FileChannel lock = FileChannel.open(beside(".lock"), CREATE, WRITE);
                FileLock held = lock.lock()) {
            Optional<Checkpoint> last = last();
            long size = last.map(Checkpoint::size).orElse(0L);
            Hash root = last.map(Checkpoint::root).orElse(Hash.EMPTY_TREE);
            boolean continues =
                    held.isValid()
                            && proof.from() == size
                            && proof.to() == wanted.size()
                            && proof.proves(root, wanted.root());
            if (!continues) {
                throw contradiction(
                        last.orElse(new Checkpoint(wanted.origin(), 0, Hash.EMPTY_TREE)), wanted);
            }
            remember(wanted);
            return SignedNote.sign(wanted.text(), key);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the signer's record " + record, e);
        }
    }

    static Contradiction contradiction(Checkpoint signed, Checkpoint wanted) {
        return new Contradiction(
                "signed was size %d with root %s, the database has size %d with root %s, which does not continue it"
                        .formatted(
                                signed.size(),
                                signed.root().base64(),
                                wanted.size(),
                                wanted.root().base64()));
    }

    /** The new file is whole and on disk before it takes the place of the old one. */
    private void remember(Checkpoint checkpoint) throws IOException {
        Path next = beside(".next");
        try (FileChannel file = FileChannel.open(next, CREATE, WRITE, TRUNCATE_EXISTING)) {
            file.write(ByteBuffer.wrap(checkpoint.text().getBytes(UTF_8)));
            file.force(true);
        }
        Files.move(next, record, ATOMIC_MOVE);
        try (FileChannel folder = FileChannel.open(record.toAbsolutePath().getParent(), READ)) {
            folder.force(true);
        }
    }

    private Path beside(String suffix) {
        return record.resolveSibling(record.getFileName() + suffix);
    }
}
