package dev.countersign.decision.decide;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PreferenceTest {

    @Test
    void reads_the_wait_among_other_preferences() {
        assertThat(Preference.wait("wait=30")).contains(Duration.ofSeconds(30));
        assertThat(Preference.wait("respond-async, wait=10;x=y")).contains(Duration.ofSeconds(10));
        assertThat(Preference.wait("Wait = \"5\"")).contains(Duration.ofSeconds(5));
    }

    @Test
    void is_silent_about_what_it_does_not_know() {
        assertThat(Preference.wait(null)).isEmpty();
        assertThat(Preference.wait("return=minimal")).isEmpty();
        assertThat(Preference.wait("wait=-1")).isEmpty();
        assertThat(Preference.wait("await=3")).isEmpty();
    }

    @Test
    void waits_half_an_hour_at_most() {
        assertThat(Preference.wait("wait=999999999")).contains(Duration.ofMinutes(30));
    }
}
