package dev.countersign.decision.hook;

import dev.countersign.decision.api.DecisionStatus;
import dev.countersign.decision.api.DecisionView;
import dev.countersign.decision.decide.Wait;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How long a hook is held: always less than its client waits. */
@ApplicationScoped
class HookWait {

    private static final Pattern SECONDS = Pattern.compile("[0-9]+");
    private static final int MOST_DIGITS = 6;
    private static final int LONGEST_QUOTE = 40;

    private final HookSettings settings;

    HookWait(HookSettings settings) {
        this.settings = settings;
    }

    /**
     * @param announced seconds that the client will wait, as it says
     */
    Wait agreed(@Nullable String announced) {
        return Wait.upTo(length(announced));
    }

    /** Whoever says something that is no number may wait less than anybody: it is not held. */
    Duration length(@Nullable String announced) {
        if (announced == null) {
            return settings.unannounced();
        }
        if (!isUnderstood(announced)) {
            return Duration.ZERO;
        }
        if (announced.length() > MOST_DIGITS) {
            return settings.longest();
        }
        Duration wanted = Duration.ofSeconds(Long.parseLong(announced)).minus(settings.margin());
        if (wanted.isNegative()) {
            return Duration.ZERO;
        }
        return wanted.compareTo(settings.longest()) > 0 ? settings.longest() : wanted;
    }

    /** Tells in the answer, too, why people were not waited for. */
    DecisionView explained(DecisionView decision, @Nullable String announced) {
        return announced == null
                        || isUnderstood(announced)
                        || decision.status() == DecisionStatus.FINAL
                ? decision
                : decision.saying(
                        "%s It was not held, because Countersign-Wait says '%s' instead of a number of seconds; tell your operator."
                                .formatted(decision.reason(), brief(announced)));
    }

    private static boolean isUnderstood(String announced) {
        return SECONDS.matcher(announced).matches();
    }

    private static String brief(String text) {
        return text.length() <= LONGEST_QUOTE ? text : text.substring(0, LONGEST_QUOTE) + "…";
    }
}
