package dev.countersign.policy.shell;

import java.util.Set;

/** Variables that switch checks off, or point the agent's guard elsewhere. */
final class GuardVariables {
    private static final Set<String> SWITCHES =
            Set.of(
                    "HUSKY",
                    "HUSKY_SKIP_HOOKS",
                    "SKIP",
                    "LEFTHOOK",
                    "LEFTHOOK_EXCLUDE",
                    "OVERCOMMIT_DISABLE",
                    "PRE_COMMIT_ALLOW_NO_CONFIG",
                    "GIT_CONFIG_PARAMETERS",
                    "ANTHROPIC_BASE_URL",
                    "CLAUDE_CONFIG_DIR");

    private GuardVariables() {}

    static boolean contains(String name) {
        return SWITCHES.contains(name) || name.startsWith("COUNTERSIGN_");
    }
}
