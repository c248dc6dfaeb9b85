package dev.countersign.tlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TileVectorsTest {

    private static MemoryLog log;

    @BeforeAll
    static void grow() {
        log = Vectors.log(70_000);
    }

    static Stream<Arguments> paths() {
        return Vectors.each("tile_paths");
    }

    static Stream<Arguments> falsePaths() {
        return Vectors.each("tile_path_must_reject");
    }

    static Stream<Arguments> tiles() {
        return Vectors.each("tiles");
    }

    static Stream<Arguments> bundles() {
        return Vectors.each("entry_bundles");
    }

    @ParameterizedTest
    @MethodSource("paths")
    void a_path_is_written_and_read(JsonNode wanted) {
        String path = wanted.get("path").asText();
        long n = wanted.get("n").asLong();
        int width = wanted.get("width").asInt();
        TilePath tile =
                wanted.get("level").isInt()
                        ? new TilePath.Hashes(wanted.get("level").asInt(), n, width)
                        : new TilePath.Entries(n, width);

        assertThat(tile.path()).isEqualTo(path);
        assertThat(TilePath.parse(path)).contains(tile);
    }

    @ParameterizedTest
    @MethodSource("falsePaths")
    void another_spelling_is_refused(JsonNode path) {
        assertThat(TilePath.parse(path.asText())).isEmpty();
    }

    @Test
    void each_entry_has_its_place_in_a_bundle() {
        for (JsonNode wanted : Vectors.section("tile_path_of_entry")) {
            long index = wanted.get("entry_index").asLong();
            TilePath.Entries bundle = TilePath.Entries.of(index);

            assertThat(bundle.path()).isEqualTo(wanted.get("bundle_path_if_full").asText());
            assertThat(index - bundle.first()).isEqualTo(wanted.get("position_in_bundle").asLong());
        }
    }

    @Test
    void the_size_of_a_tree_says_which_tiles_exist() {
        for (JsonNode tree : Vectors.section("tiles_of_tree")) {
            long size = tree.get("size").asLong();
            for (JsonNode level : tree.get("levels")) {
                int l = level.get("level").asInt();
                long full = level.get("full_tiles").asLong();

                assertThat(full == 0 ? 256 : TilePath.width(l, full - 1, size)).isEqualTo(256);
                assertThat(TilePath.width(l, full, size))
                        .isEqualTo(level.get("partial_width").asInt());
                assertThat(TilePath.width(l, full + 1, size)).isZero();
            }
            assertThat(TilePath.width(tree.get("levels").size(), 0, size)).isZero();
        }
    }

    @ParameterizedTest
    @MethodSource("tiles")
    void the_bytes_of_each_tile(JsonNode wanted) {
        byte[] tile = log.read(TilePath.parse(wanted.get("path").asText()).orElseThrow());

        assertThat(tile).hasSize(wanted.get("bytes").asInt());
        assertThat(sha256(tile)).isEqualTo(wanted.get("sha256_of_tile").asText());
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void the_bytes_of_each_bundle(JsonNode wanted) {
        TilePath path = TilePath.parse(wanted.get("path").asText()).orElseThrow();
        byte[] bundle = log.read(path);

        assertThat(bundle).hasSize(wanted.get("bytes").asInt());
        assertThat(sha256(bundle)).isEqualTo(wanted.get("sha256_of_bundle").asText());
        assertThat(EntryBundle.read(bundle)).hasSize(path.width());
    }

    @Test
    void entries_of_any_length_up_to_65535_bytes() {
        JsonNode wanted = Vectors.section("entry_bundle_edge_cases");
        byte[] longest = new byte[65_535];
        Arrays.fill(longest, (byte) 0x41);
        List<byte[]> entries =
                List.of(
                        new byte[0],
                        new byte[] {0},
                        new byte[] {(byte) 0xc3, (byte) 0xa9, 0x0a},
                        longest);
        MemoryLog four = new MemoryLog();
        entries.forEach(four::add);

        byte[] bundle = EntryBundle.write(entries);

        assertThat(bundle).hasSize(wanted.get("bundle_bytes").asInt());
        assertThat(sha256(bundle)).isEqualTo(wanted.get("sha256_of_bundle").asText());
        assertThat(EntryBundle.read(bundle).stream().map(Hash::ofLeaf))
                .isEqualTo(Vectors.hashes(wanted.get("leaf_hashes")));
        assertThat(four.root()).isEqualTo(Vectors.hash(wanted.get("root_of_4")));
        assertThatThrownBy(() -> EntryBundle.write(List.of(new byte[65_536])))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> EntryBundle.read(Arrays.copyOf(bundle, bundle.length - 1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_partial_tile_is_the_beginning_of_any_later_one() {
        JsonNode check = Vectors.section("truncation_rule").get("check");
        TilePath.Hashes five = new TilePath.Hashes(0, 0, 5);

        assertThat(sha256(five.cut(log.read(five))))
                .isEqualTo(check.get("sha256_first_160_bytes_of_tile_0_0").asText());
        assertThat(five.path()).isEqualTo(check.get("equals_tile").asText());
    }

    @Test
    void each_node_is_found_in_its_tile() {
        for (JsonNode wanted : Vectors.section("node_to_tile")) {
            int level = wanted.get("node_level").asInt();
            long index = wanted.get("node_index").asLong();
            int within = level % 8;

            assertThat(level / 8).isEqualTo(wanted.get("tile_level").asInt());
            assertThat(index >> (8 - within)).isEqualTo(wanted.get("tile_n").asLong());
            assertThat(within).isEqualTo(wanted.get("level_in_tile").asInt());
            assertThat(index & ((1L << (8 - within)) - 1))
                    .isEqualTo(wanted.get("index_in_tile_level").asLong());
        }
    }

    private static String sha256(byte[] bytes) {
        return HexFormat.of().formatHex(Hash.sha256().digest(bytes));
    }
}
