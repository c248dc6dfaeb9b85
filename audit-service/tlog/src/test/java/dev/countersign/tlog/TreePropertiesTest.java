package dev.countersign.tlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Everything against the recursive definition of RFC 6962, and every flipped bit noticed. */
class TreePropertiesTest {

    @Test
    void the_edge_and_the_tiles_give_the_root_of_the_definition() {
        MemoryLog log = new MemoryLog();
        List<Hash> leaves = new ArrayList<>();
        for (int size = 0; size <= 600; size++) {
            assertThat(log.root()).isEqualTo(root(leaves));
            assertThat(log.tree(size).root()).isEqualTo(root(leaves));
            leaves.add(Hash.ofLeaf(Vectors.leaf(size)));
            log.grow(size + 1L);
        }
    }

    @Test
    void batches_of_any_size_give_the_same_tiles() {
        Random random = new Random(6962);
        MemoryLog whole = Vectors.log(3_000);
        MemoryLog batches = new MemoryLog();
        while (batches.entries.size() < 3_000) {
            RightEdge loaded = RightEdge.of(batches, batches.entries.size());
            assertThat(loaded.root()).isEqualTo(batches.root());
            batches.grow(Math.min(3_000, batches.entries.size() + random.nextInt(1, 400)));
        }

        assertThat(batches.tiles.keySet()).isEqualTo(whole.tiles.keySet());
        batches.tiles.forEach((place, tile) -> assertThat(tile).isEqualTo(whole.tiles.get(place)));
    }

    @Test
    void every_leaf_of_every_small_tree_is_proven() {
        MemoryLog log = Vectors.log(70);
        for (long size = 1; size <= 70; size++) {
            Tree tree = log.tree(size);
            for (long index = 0; index < size; index++) {
                assertThat(tree.inclusion(index).proves(tree.leaf(index), tree.root())).isTrue();
            }
            for (long from = 0; from <= size; from++) {
                assertThat(tree.consistency(from).proves(log.tree(from).root(), tree.root()))
                        .isTrue();
            }
        }
    }

    @Test
    void random_old_sizes_are_proven_from_todays_tiles() {
        Random random = new Random(9162);
        MemoryLog log = Vectors.log(66_000);
        for (int i = 0; i < 300; i++) {
            long size = random.nextLong(1, 66_000);
            Tree tree = log.tree(size);
            long index = random.nextLong(size);
            long from = random.nextLong(size);

            assertThat(tree.inclusion(index).proves(tree.leaf(index), tree.root())).isTrue();
            assertThat(tree.consistency(from).proves(log.tree(from).root(), tree.root())).isTrue();
        }
    }

    @Test
    void every_flipped_bit_of_a_proof_is_noticed() {
        MemoryLog log = Vectors.log(1_000);
        InclusionProof inclusion = log.tree(1_000).inclusion(777);
        ConsistencyProof consistency = log.tree(1_000).consistency(777);
        Hash leaf = log.tree(1_000).leaf(777);
        Hash older = log.tree(777).root();
        Hash root = log.root();

        forEachFlip(
                inclusion.hashes(),
                hashes ->
                        assertThat(new InclusionProof(777, 1_000, hashes).proves(leaf, root))
                                .isFalse());
        forEachFlip(
                consistency.hashes(),
                hashes ->
                        assertThat(new ConsistencyProof(777, 1_000, hashes).proves(older, root))
                                .isFalse());
        forEachFlip(
                List.of(leaf, older, root),
                changed -> {
                    boolean sameLeaf = changed.get(0).equals(leaf);
                    boolean sameOlder = changed.get(1).equals(older);
                    assertThat(inclusion.proves(changed.get(0), changed.get(2)))
                            .isEqualTo(sameLeaf && !sameOlder);
                    assertThat(consistency.proves(changed.get(1), changed.get(2)))
                            .isEqualTo(!sameLeaf);
                });
    }

    @Test
    void every_flipped_bit_of_a_receipt_is_noticed() {
        NoteSigner signer = NoteSigner.of("log.example", NoteKey.Kind.ED25519, new byte[32]);
        MemoryLog log = Vectors.log(13);
        Receipt receipt =
                Receipt.of(
                        log.tree(13).inclusion(5),
                        SignedNote.sign(
                                new Checkpoint("log.example", 13, log.root()).text(), signer));
        byte[] text = receipt.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8);
        assertThat(proves(text, signer.key())).isTrue();

        for (int i = 0; i < text.length * 8; i++) {
            byte[] flipped = text.clone();
            flipped[i / 8] ^= (byte) (1 << i % 8);
            assertThat(proves(flipped, signer.key())).as("bit %d", i).isFalse();
        }
    }

    private static boolean proves(byte[] receipt, NoteKey key) {
        try {
            return Receipt.parse(new String(receipt, java.nio.charset.StandardCharsets.UTF_8))
                    .proves(Vectors.leaf(5), key);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static void forEachFlip(
            List<Hash> hashes, java.util.function.Consumer<List<Hash>> check) {
        for (int i = 0; i < hashes.size() * 256; i++) {
            byte[] bytes = hashes.get(i / 256).bytes();
            bytes[i % 256 / 8] ^= (byte) (1 << i % 8);
            List<Hash> flipped = new ArrayList<>(hashes);
            flipped.set(i / 256, Hash.of(bytes));
            check.accept(flipped);
        }
    }

    private static Hash root(List<Hash> leaves) {
        if (leaves.isEmpty()) {
            return Hash.EMPTY_TREE;
        }
        if (leaves.size() == 1) {
            return leaves.getFirst();
        }
        int middle = Integer.highestOneBit(leaves.size() - 1);
        return Hash.ofNode(
                root(leaves.subList(0, middle)), root(leaves.subList(middle, leaves.size())));
    }
}
