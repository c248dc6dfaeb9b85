package dev.countersign.tlog;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TreeVectorsTest {

    private static MemoryLog log;

    @BeforeAll
    static void grow() {
        log = Vectors.log(70_000);
    }

    static Stream<Arguments> roots() {
        return Vectors.each("roots");
    }

    static Stream<Arguments> inclusions() {
        return Vectors.each("inclusion");
    }

    static Stream<Arguments> consistencies() {
        return Vectors.each("consistency");
    }

    static Stream<Arguments> falseInclusions() {
        return Vectors.each("must_reject_inclusion");
    }

    static Stream<Arguments> falseConsistencies() {
        return Vectors.each("must_reject_consistency");
    }

    static Stream<Arguments> frontiers() {
        return Vectors.each("frontiers");
    }

    static Stream<Arguments> proofTiles() {
        return Vectors.each("tiles_needed_for_proof");
    }

    @Test
    void hashes_of_leaves_and_nodes() {
        JsonNode wanted = Vectors.section("primitives");

        assertThat(Hash.EMPTY_TREE).isEqualTo(Vectors.hash(wanted.get("empty_root")));
        assertThat(Hash.ofLeaf(new byte[0]))
                .isEqualTo(Vectors.hash(wanted.get("leaf_hash_of_empty_string")));
        assertThat(Hash.ofNode(Hash.ofLeaf(Vectors.leaf(0)), Hash.ofLeaf(Vectors.leaf(1))))
                .isEqualTo(Vectors.hash(wanted.get("node_hash_of_leaf0_leaf1")));
        Vectors.section("leaf_hashes")
                .properties()
                .forEach(
                        leaf ->
                                assertThat(
                                                Hash.ofLeaf(
                                                        leaf.getKey()
                                                                .getBytes(
                                                                        StandardCharsets.US_ASCII)))
                                        .isEqualTo(Vectors.hash(leaf.getValue())));
    }

    @ParameterizedTest
    @MethodSource("roots")
    void root_of_each_size(JsonNode wanted) {
        long size = wanted.get("size").asLong();

        assertThat(log.tree(size).root()).isEqualTo(Vectors.hash(wanted.get("root")));
        assertThat(RightEdge.of(log, size).root()).isEqualTo(Vectors.hash(wanted.get("root")));
        assertThat(log.tree(size).root().base64()).isEqualTo(wanted.get("root_b64").asText());
    }

    @ParameterizedTest
    @MethodSource("inclusions")
    void inclusion_is_proven(JsonNode wanted) {
        long index = wanted.get("index").asLong();

        InclusionProof proof = log.tree(wanted.get("size").asLong()).inclusion(index);

        assertThat(proof.hashes()).isEqualTo(Vectors.hashes(wanted.get("proof")));
        assertThat(
                        proof.proves(
                                Vectors.hash(wanted.get("leaf_hash")),
                                Vectors.hash(wanted.get("root"))))
                .isTrue();
    }

    @ParameterizedTest
    @MethodSource("consistencies")
    void consistency_is_proven(JsonNode wanted) {
        long from = wanted.get("size1").asLong();

        ConsistencyProof proof = log.tree(wanted.get("size2").asLong()).consistency(from);

        assertThat(proof.hashes()).isEqualTo(Vectors.hashes(wanted.get("proof")));
        assertThat(
                        proof.proves(
                                Vectors.hash(wanted.get("root1")),
                                Vectors.hash(wanted.get("root2"))))
                .isTrue();
    }

    @ParameterizedTest
    @MethodSource("falseInclusions")
    void false_inclusion_is_refused(JsonNode wanted) {
        assertThat(provesInclusion(wanted, "size")).isFalse();
    }

    @ParameterizedTest
    @MethodSource("falseConsistencies")
    void false_consistency_is_refused(JsonNode wanted) {
        boolean proven =
                ofHashes(
                        () ->
                                new ConsistencyProof(
                                                wanted.get("size1").asLong(),
                                                wanted.get("size2").asLong(),
                                                Vectors.hashes(wanted.get("proof")))
                                        .proves(
                                                Vectors.hash(wanted.get("root1")),
                                                Vectors.hash(wanted.get("root2"))));

        assertThat(proven).isFalse();
    }

    @Test
    void inclusion_alone_does_not_fix_the_size() {
        assertThat(provesInclusion(Vectors.section("inclusion_does_not_bind_size"), "claimed_size"))
                .isTrue();
    }

    private static boolean provesInclusion(JsonNode wanted, String size) {
        return ofHashes(
                () ->
                        new InclusionProof(
                                        wanted.get("index").asLong(),
                                        wanted.get(size).asLong(),
                                        Vectors.hashes(wanted.get("proof")))
                                .proves(
                                        Vectors.hash(wanted.get("leaf_hash")),
                                        Vectors.hash(wanted.get("root"))));
    }

    /** What is no hash at all is refused when it is read. */
    private static boolean ofHashes(java.util.function.BooleanSupplier proves) {
        try {
            return proves.getAsBoolean();
        } catch (IllegalArgumentException e) {
            assertThat(e).hasMessageStartingWith("a hash has 32 bytes");
            return false;
        }
    }

    @Test
    void the_reference_tree_of_certificate_transparency() {
        JsonNode wanted = Vectors.section("ct_reference_tree");
        MemoryLog reference = new MemoryLog();
        wanted.get("leaves").forEach(leaf -> reference.add(Vectors.bytes(leaf)));
        reference.store();

        List<Hash> roots = new ArrayList<>();
        for (int size = 0; size <= 8; size++) {
            roots.add(reference.tree(size).root());
        }

        assertThat(roots).isEqualTo(Vectors.hashes(wanted.get("roots_size_0_to_8")));
        for (JsonNode proof : wanted.get("inclusion")) {
            assertThat(
                            reference
                                    .tree(proof.get("size").asLong())
                                    .inclusion(proof.get("index").asLong())
                                    .hashes())
                    .isEqualTo(Vectors.hashes(proof.get("proof")));
        }
        for (JsonNode proof : wanted.get("consistency")) {
            assertThat(
                            reference
                                    .tree(proof.get("size2").asLong())
                                    .consistency(proof.get("size1").asLong())
                                    .hashes())
                    .isEqualTo(Vectors.hashes(proof.get("proof")));
        }
    }

    @ParameterizedTest
    @MethodSource("frontiers")
    void the_right_edge_of_each_size(JsonNode wanted) {
        assertThat(RightEdge.of(log, wanted.get("size").asLong()).root())
                .isEqualTo(Vectors.hash(wanted.get("root")));
    }

    @ParameterizedTest
    @MethodSource("proofTiles")
    void a_proof_reads_only_the_tiles_it_needs(JsonNode wanted) {
        Set<String> read = new TreeSet<>();
        Tiles counted =
                tile -> {
                    read.add(tile.path());
                    return log.read(tile);
                };

        if (wanted.get("kind").asText().equals("inclusion")) {
            new Tree(counted, wanted.get("size").asLong()).inclusion(wanted.get("index").asLong());
        } else {
            new Tree(counted, wanted.get("size").asLong())
                    .consistency(wanted.get("size1").asLong());
        }

        Set<String> allowed = new TreeSet<>();
        wanted.get("tiles").forEach(path -> allowed.add(path.asText()));
        assertThat(read).isEqualTo(allowed);
    }
}
