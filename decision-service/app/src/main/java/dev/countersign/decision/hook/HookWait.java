package dev.countersign.decision.hook;

import dev.countersign.decision.decide.Wait;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How long a hook is held: always less than its client waits. */
@ApplicationScoped
class HookWait {

    private static final int MOST_DIGITS = 6;

    private final HookSettings settings;

    HookWait(HookSettings settings) {
        this.settings = settings;
    }

    /**
     * @param announced seconds that the client will wait; anything else counts as nothing said
     */
    Wait agreed(@Nullable String announced) {
        return Wait.upTo(length(announced));
    }

    Duration length(@Nullable String announced) {
        if (announced == null
                || announced.isEmpty()
                || announced.length() > MOST_DIGITS
                || !announced.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return settings.unannounced();
        }
        Duration wanted = Duration.ofSeconds(Long.parseLong(announced)).minus(settings.margin());
        if (wanted.isNegative()) {
            return Duration.ZERO;
        }
        return wanted.compareTo(settings.longest()) > 0 ? settings.longest() : wanted;
    }
}
