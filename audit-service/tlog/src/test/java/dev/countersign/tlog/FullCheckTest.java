package dev.countersign.tlog;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FullCheckTest {

    private MemoryLog log;
    private Checkpoint checkpoint;

    @BeforeEach
    void grow() {
        log = Vectors.log(70_000);
        checkpoint = new Checkpoint("log.example", 70_000, log.root());
    }

    @Test
    void a_sound_log_has_no_findings() {
        assertThat(FullCheck.findings(log, checkpoint)).isEmpty();
    }

    @Test
    void a_changed_entry_is_named() {
        log.entries.get(1_234)[0] ^= 1;

        assertThat(FullCheck.findings(log, checkpoint))
                .contains("tile/0/004 does not fit what is below it: hash 210 (entry 1234)");
    }

    @Test
    void a_changed_tile_is_named() {
        log.tiles.get(new MemoryLog.Place(1, 0))[7 * Hash.BYTES] ^= 1;

        assertThat(FullCheck.findings(log, checkpoint))
                .containsExactly(
                        "tile/1/000 does not fit what is below it: hash 7 (entries from 1792)");
    }

    @Test
    void another_root_is_named() {
        Hash other = Hash.ofLeaf(new byte[0]);

        assertThat(FullCheck.findings(log, new Checkpoint("log.example", 70_000, other)))
                .containsExactly(
                        "the entries give the root %s, the checkpoint of size 70000 says %s"
                                .formatted(log.root(), other));
    }
}
