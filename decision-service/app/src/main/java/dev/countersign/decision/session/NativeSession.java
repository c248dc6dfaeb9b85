package dev.countersign.decision.session;

import dev.countersign.decision.Text;
import dev.countersign.decision.api.DecisionError;
import dev.countersign.runtime.Refused;

/**
 * A run as the agent product names it. Runs are found again by their names, so a name is kept as it
 * is and may hold no credential.
 *
 * @param client the agent product
 * @param name its own name of the run
 */
public record NativeSession(String client, String name, String cwd) {

    private static final int LONGEST_PATH = 4096;

    /**
     * @throws Refused if one is missing, too long or cannot be kept
     */
    public NativeSession {
        Text.requireName("client", client);
        Text.requireName("session", name);
        if (cwd.length() > LONGEST_PATH) {
            throw new Refused(DecisionError.INVALID_ORDER, "'cwd' takes 4096 characters at most.");
        }
        Text.requireStorable("cwd", cwd);
    }
}
