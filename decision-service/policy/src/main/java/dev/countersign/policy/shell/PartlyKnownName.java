package dev.countersign.policy.shell;

import dev.countersign.policy.action.Wild;
import dev.countersign.policy.match.NamePattern;
import dev.countersign.policy.program.Programs;
import dev.countersign.policy.program.Reading;
import dev.countersign.policy.program.Role;
import java.util.Comparator;
import java.util.List;

/** The programs that a name may mean of which a part is not known. */
final class PartlyKnownName {
    private static final int MOST = 12;

    private PartlyKnownName() {}

    /**
     * Those first that would change most with these arguments, then the more usual ones. Past the
     * most that are looked at, only what would change less is left out.
     */
    static List<String> candidates(String name, List<String> arguments) {
        if (Wild.isWhollyUnknown(name)) {
            return List.of();
        }
        String start = knownStart(name);
        return Programs.names().stream()
                .filter(known -> known.startsWith(start))
                .filter(known -> new NamePattern(known).couldMatch(name))
                .sorted(
                        Comparator.comparing((String known) -> rank(known, arguments))
                                .thenComparing(known -> -Programs.detail(known))
                                .thenComparing(Comparator.naturalOrder()))
                .limit(MOST)
                .toList();
    }

    private static String knownStart(String name) {
        int end = 0;
        while (end < name.length() && !Wild.isMark(name.charAt(end))) {
            end++;
        }
        return name.substring(0, end);
    }

    private static int rank(String program, List<String> arguments) {
        Reading reading = Programs.read(program, arguments);
        boolean deletes =
                reading.parts().stream()
                        .anyMatch(
                                part ->
                                        part.role() == Role.DELETE
                                                || part.role() == Role.DELETE_TREE);
        boolean affects = !reading.effects().isEmpty();
        if (deletes || affects && !reading.subcommands().isEmpty()) {
            return 0;
        }
        return affects ? 1 : reading.kind().isPresent() ? 2 : 3;
    }
}
