package dev.countersign.decision.hook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class HookWaitTest {

    private final HookWait wait =
            new HookWait(
                    new HookSettings() {
                        @Override
                        public Duration unannounced() {
                            return Duration.ofSeconds(540);
                        }

                        @Override
                        public Duration longest() {
                            return Duration.ofMinutes(55);
                        }

                        @Override
                        public Duration margin() {
                            return Duration.ofSeconds(2);
                        }
                    });

    @Test
    void ends_before_the_client_does() {
        assertThat(wait.length("540")).isEqualTo(Duration.ofSeconds(538));
        assertThat(wait.length("1")).isEqualTo(Duration.ZERO);
        assertThat(wait.length("0")).isEqualTo(Duration.ZERO);
        assertThat(wait.length("999999")).isEqualTo(Duration.ofMinutes(55));
        assertThat(wait.length("9".repeat(100))).isEqualTo(Duration.ofMinutes(55));
    }

    @Test
    void ends_before_the_usual_timer_where_nothing_is_said() {
        assertThat(wait.length(null)).isEqualTo(Duration.ofSeconds(540));
    }

    @Test
    void does_not_hold_for_a_client_whose_timer_nobody_can_read() {
        for (String nonsense : new String[] {"", "soon", "-5", "540s", "5e2", "540.0", "٥"}) {
            assertThat(wait.length(nonsense)).as(nonsense).isEqualTo(Duration.ZERO);
        }
    }
}
