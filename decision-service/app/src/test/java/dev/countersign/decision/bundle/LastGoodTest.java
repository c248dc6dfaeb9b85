package dev.countersign.decision.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.decision.api.PolicyLayer;
import dev.countersign.decision.bundle.InForce.Part;
import dev.countersign.decision.bundle.Snapshot.Stored;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LastGoodTest {

    private static final Scope SCOPE = new Scope(PolicyLayer.REPOSITORY, "code-*");
    private static final Stored GOOD = stored("pol_good", "version: \"2.1\"\n");
    private static final Stored BROKEN = stored("pol_broken", "version: \"9.9\"\n");
    private static final Instant T = Instant.parse("2026-11-20T12:00:00Z");

    private final LastGood lastGood = new LastGood(Duration.ofHours(24), PolicyLoader::unreadable);

    @Test
    void what_cannot_be_loaded_leaves_the_last_good_bundle_in_force() {
        lastGood.after(at(T, GOOD));

        assertThat(part(at(T.plusSeconds(5), BROKEN)).policy()).isEqualTo("pol_good");
        assertThat(part(at(T.plusSeconds(5 + 86_399), BROKEN)).policy()).isEqualTo("pol_good");
        assertThat(lastGood.problems()).singleElement().matches(LastGood.Problem::lastGoodStays);
    }

    @Test
    void the_last_good_bundle_stays_for_at_most_max_stale() {
        lastGood.after(at(T, GOOD));
        lastGood.after(at(T.plusSeconds(5), BROKEN));

        Part part = part(at(T.plusSeconds(5 + 86_400), BROKEN));

        assertThat(part.files()).isEmpty();
        assertThat(part.why())
                .contains("The policy pol_broken, in force for code-*, could not be loaded.");
        assertThat(lastGood.problems()).singleElement().matches(p -> !p.lastGoodStays());
    }

    @Test
    void where_nothing_good_was_known_nothing_is() {
        assertThat(part(at(T, BROKEN)).why()).isPresent();
    }

    @Test
    void what_is_mended_is_in_force_and_begins_anew() {
        lastGood.after(at(T, GOOD));
        lastGood.after(at(T, BROKEN));
        lastGood.after(at(T.plusSeconds(60), GOOD));

        assertThat(part(at(T.plusSeconds(86_430), BROKEN)).policy()).isEqualTo("pol_good");
    }

    @Test
    void another_broken_one_does_not_lengthen_the_time() {
        lastGood.after(at(T, GOOD));
        lastGood.after(at(T, BROKEN));
        Stored worse = stored("pol_worse", "version: \"8\"\n");

        assertThat(part(at(T.plusSeconds(86_400), worse)).why()).isPresent();
    }

    @Test
    void a_policy_without_files_is_not_a_policy_that_allows() {
        assertThat(part(at(T, new Stored("pol_empty", Map.of(), Optional.empty()))).why())
                .isPresent();
    }

    private Part part(Snapshot snapshot) {
        return lastGood.after(snapshot).get(SCOPE);
    }

    private static Snapshot at(Instant time, Stored stored) {
        return new Snapshot(time, Map.of(SCOPE, stored));
    }

    private static Stored stored(String id, String text) {
        return new Stored(id, Map.of(".agent-policy.yml", text), Optional.empty());
    }
}
