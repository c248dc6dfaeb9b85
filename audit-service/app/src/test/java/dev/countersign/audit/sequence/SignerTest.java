package dev.countersign.audit.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.tlog.Checkpoint;
import dev.countersign.tlog.ConsistencyProof;
import dev.countersign.tlog.Hash;
import dev.countersign.tlog.NoteKey;
import dev.countersign.tlog.NoteSigner;
import dev.countersign.tlog.RightEdge;
import dev.countersign.tlog.Tree;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignerTest {

    @TempDir private Path folder;
    private Signer signer;

    @BeforeEach
    void sign_five() {
        signer = restarted();
        signer.sign(checkpoint("a", 5), proof("a", 0, 5));
    }

    @Test
    void a_tree_that_continues_the_last_one_is_signed() {
        var note = signer.sign(checkpoint("a", 9), proof("a", 5, 9));

        assertThat(note.verifiedBy(Set.of(signer.key()))).hasSize(1);
        assertThat(restarted().last()).contains(checkpoint("a", 9));
    }

    @Test
    void the_same_tree_is_signed_again() {
        assertThat(signer.sign(checkpoint("a", 5), proof("a", 5, 5)))
                .hasToString(signer.sign(checkpoint("a", 5), proof("a", 5, 5)).toString());
    }

    @Test
    void a_smaller_tree_is_refused() {
        assertRefused(checkpoint("a", 4), proof("a", 0, 4));
        assertRefused(checkpoint("a", 4), proof("a", 4, 4));
        assertRefused(checkpoint("a", 4), new ConsistencyProof(5, 4, List.of()));
    }

    @Test
    void another_tree_of_the_same_size_is_refused() {
        assertRefused(checkpoint("b", 5), proof("b", 5, 5));
    }

    @Test
    void a_larger_tree_with_another_history_is_refused() {
        assertRefused(checkpoint("b", 9), proof("b", 5, 9));
        assertRefused(checkpoint("b", 9), proof("a", 5, 9));
        assertRefused(checkpoint("b", 9), proof("b", 0, 9));
    }

    @Test
    void a_proof_between_other_sizes_is_refused() {
        assertRefused(checkpoint("a", 9), proof("a", 4, 9));
        assertRefused(checkpoint("a", 9), proof("a", 5, 8));
    }

    @Test
    void two_signers_with_one_record_do_not_sign_past_each_other() {
        Signer other = restarted();
        other.sign(checkpoint("a", 9), proof("a", 5, 9));

        assertRefused(checkpoint("a", 7), proof("a", 5, 7));
        signer.sign(checkpoint("a", 11), proof("a", 9, 11));
    }

    @Test
    void without_a_durable_record_there_is_no_signature() throws Exception {
        Files.createDirectories(folder.resolve("record.next"));

        assertThatThrownBy(() -> signer.sign(checkpoint("a", 9), proof("a", 5, 9)))
                .isInstanceOf(java.io.UncheckedIOException.class);
        assertThat(signer.last()).contains(checkpoint("a", 5));
    }

    @Test
    void an_unreadable_record_is_a_contradiction() throws Exception {
        Files.writeString(folder.resolve("record"), "log.example\n05\n\n");

        assertThatThrownBy(() -> signer.sign(checkpoint("a", 9), proof("a", 5, 9)))
                .isInstanceOf(Contradiction.class);
    }

    private void assertRefused(Checkpoint checkpoint, ConsistencyProof proof) {
        String before = signer.last().toString();
        assertThatThrownBy(() -> signer.sign(checkpoint, proof)).isInstanceOf(Contradiction.class);
        assertThat(signer.last()).hasToString(before);
    }

    private Signer restarted() {
        NoteSigner key = NoteSigner.of("log.example", NoteKey.Kind.ED25519, new byte[32]);
        return new Signer(key, folder.resolve("record"));
    }

    private static Checkpoint checkpoint(String history, long size) {
        return new Checkpoint("log.example", size, edge(history, size).root());
    }

    private static ConsistencyProof proof(String history, long from, long to) {
        var tiles = edge(history, to).changed();
        return new Tree(
                        tile ->
                                tiles.entrySet().stream()
                                        .filter(
                                                t ->
                                                        t.getKey().level() == tile.level()
                                                                && t.getKey().n() == tile.n())
                                        .findFirst()
                                        .orElseThrow()
                                        .getValue(),
                        to)
                .consistency(from);
    }

    private static RightEdge edge(String history, long size) {
        RightEdge edge = new RightEdge();
        for (int i = 0; i < size; i++) {
            edge.append(
                    Hash.ofLeaf((history + i).getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        }
        return edge;
    }
}
