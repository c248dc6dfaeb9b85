package dev.countersign.cli.generate.fence;

import dev.countersign.policy.action.Access;
import dev.countersign.policy.match.CommandPattern;
import dev.countersign.policy.match.HostPattern;
import dev.countersign.policy.match.NamePattern;
import dev.countersign.policy.match.PathPattern;
import java.util.Set;

/** One thing that a rule denies in any case. */
public sealed interface Denial {
    record Command(CommandPattern pattern) implements Denial {}

    /**
     * @param folder in which the pattern is anchored, relative to the project; empty for the
     *     project itself
     */
    record Files(PathPattern pattern, String folder, Set<Access> accesses) implements Denial {
        boolean reading() {
            return accesses.contains(Access.READ);
        }

        boolean writing() {
            return accesses.contains(Access.WRITE);
        }
    }

    record Host(HostPattern pattern) implements Denial {}

    record McpTool(NamePattern server, NamePattern tool) implements Denial {}
}
