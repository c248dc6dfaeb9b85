package dev.countersign.policy.shell;

import dev.countersign.policy.action.Fact;
import dev.countersign.policy.action.Tag;
import dev.countersign.policy.program.WordTable;
import java.util.Locale;
import java.util.Optional;

/**
 * {@code key=value} of git's configuration: some keys name programs, some decide which checks run.
 * Keys that are not known to be harmless count as such a decision.
 */
final class GitConfiguration {
    private static final WordTable KEYS = WordTable.of("git-configuration");

    private final Invoker invoker;

    GitConfiguration(Invoker invoker) {
        this.invoker = invoker;
    }

    void examine(String setting) {
        int equals = setting.indexOf('=');
        String key = (equals < 0 ? setting : setting.substring(0, equals)).toLowerCase(Locale.ROOT);
        String value = equals < 0 ? "" : setting.substring(equals + 1);
        if (key.startsWith("alias.")) {
            run(value.startsWith("!") ? value.substring(1) : "git " + value, key);
        } else if (KEYS.has("programs", key)) {
            program(key, value);
        } else if (!isHarmless(key)) {
            guard(key);
        }
        redirected(key, value);
    }

    /** A remote that is always overwritten makes every later push one that rewrites. */
    private void redirected(String key, String value) {
        boolean forced = key.endsWith(".push") && value.startsWith("+");
        boolean mirrored = key.endsWith(".mirror") && !value.equals("false");
        if (key.startsWith("remote.") && (forced || mirrored)) {
            invoker.walker()
                    .gathering()
                    .add(
                            new Fact.EffectTag(
                                    Tag.VCS_PUSH_FORCE,
                                    Optional.empty(),
                                    Flow.UNKNOWN,
                                    invoker.reach()));
        }
    }

    /** A setting that stays: whatever names a program is a decision of its own. */
    void keep(String setting) {
        examine(setting);
        String key = setting.split("=", 2)[0].toLowerCase(Locale.ROOT);
        if (!isHarmless(key)) {
            guard(key);
        }
    }

    private static boolean isHarmless(String key) {
        return KEYS.has("harmless", key) && !KEYS.has("programs", key) || key.isEmpty();
    }

    private void program(String key, String value) {
        boolean everyday = KEYS.has("viewers", value) || KEYS.has("off", value);
        if (!everyday) {
            new StandIn(invoker)
                    .run(value.startsWith("!") ? value.substring(1) : value, "git " + key);
        }
    }

    private void guard(String key) {
        invoker.walker()
                .gathering()
                .add(new Fact.EffectTag(Tag.GUARD_EDIT, Optional.empty(), key, invoker.reach()));
    }

    private void run(String text, String key) {
        invoker.shellText(text, "git " + key, invoker.environment().inner(), Flow.NONE);
    }
}
