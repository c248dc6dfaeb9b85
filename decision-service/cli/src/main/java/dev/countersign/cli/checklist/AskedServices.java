package dev.countersign.cli.checklist;

import dev.countersign.cli.connection.Answer;
import dev.countersign.cli.connection.Connection;
import dev.countersign.cli.readiness.Services;
import dev.countersign.cli.terminal.Surroundings;
import dev.countersign.cli.terminal.Unusable;
import java.util.EnumMap;
import java.util.Map;

/** The services that the variables of the process name. One that fails is not asked again. */
final class AskedServices implements Services {
    private final Surroundings here;
    private final Map<Part, Reply.Silent> failed = new EnumMap<>(Part.class);

    AskedServices(Surroundings here) {
        this.here = here;
    }

    @Override
    public Reply get(Part part, String path) {
        if (here.environment().getOrDefault(part.variable(), "").isEmpty()) {
            return new Reply.Silent(
                    "%s was not asked.".formatted(part.title()),
                    "Set %s to its address, and a token.".formatted(part.variable()));
        }
        return failed.containsKey(part) ? failed.get(part) : ask(part, path);
    }

    private Reply ask(Part part, String path) {
        try {
            Answer answer = Connection.of(here, part.variable(), part.title()).get(path);
            return answer.isFine() ? new Reply.Said(answer.text()) : refused(part, path, answer);
        } catch (Unusable unreachable) {
            var silent =
                    new Reply.Silent(
                            String.valueOf(unreachable.getMessage()),
                            "Set address and token as agent-policy readiness --help says.");
            failed.put(part, silent);
            return silent;
        }
    }

    private static Reply refused(Part part, String path, Answer answer) {
        return new Reply.Silent(
                "%s answers %s with status %d.".formatted(part.title(), path, answer.status()),
                switch (answer.status()) {
                    case 401, 403 ->
                            "Use the token of somebody who may see it, such as an auditor.";
                    default -> "Correct %s, or look at the service.".formatted(part.variable());
                });
    }
}
