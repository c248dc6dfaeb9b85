package dev.countersign.policy.history;

import dev.countersign.policy.action.Facts;
import dev.countersign.policy.action.Wild;
import java.util.List;
import java.util.Set;

/** The words of labels. */
public final class Labels {
    /** A call that reveals a credential proceeded, or a result showed one. */
    public static final String READ_SECRET = "read:secret";

    /** Content from outside was read: a page, an issue, what an MCP tool returned. */
    public static final String SAW_UNTRUSTED_INPUT = "saw:untrusted-input";

    /** Begins the label of a file that was written; a path follows. */
    public static final String WROTE = "wrote:";

    /** Something was written that has no label of its own: any path could be meant. */
    public static final String WROTE_ANYTHING = WROTE + Wild.ANYTHING;

    /** The labels that say no path. */
    public static final List<String> WORDS = List.of(READ_SECRET, SAW_UNTRUSTED_INPUT);

    private Labels() {}

    /**
     * What the session would remember if the call proceeded.
     *
     * @param root the folder to which the paths of written files are relative, or empty
     */
    public static Set<String> earned(Facts facts, String root) {
        return CallLabels.of(facts, root);
    }
}
