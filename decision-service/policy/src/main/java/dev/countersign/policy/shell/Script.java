package dev.countersign.policy.shell;

import dev.countersign.policy.action.Opacity;
import java.util.List;
import java.util.Optional;

/**
 * Parsed text.
 *
 * @param trouble why reading stopped before the end; the commands up to there are kept
 */
record Script(List<Command> commands, Optional<Opacity> trouble) {}
