package dev.countersign.decision.bundle;

import dev.countersign.decision.bundle.InForce.Part;
import dev.countersign.decision.bundle.Snapshot.Stored;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What cannot be loaded does not replace what could: the last good one of the scope stays, for a
 * limited time. Not for several threads.
 */
final class LastGood {

    private final Duration maxStale;
    private final Function<Stored, Optional<String>> check;
    private final Map<Scope, Part> good = new HashMap<>();
    private final Map<Scope, Instant> since = new HashMap<>();
    private final Map<Stored, Optional<String>> checked = new HashMap<>();
    private List<Problem> problems = List.of();

    /**
     * @param check what is wrong with a policy
     */
    LastGood(Duration maxStale, Function<Stored, Optional<String>> check) {
        this.maxStale = maxStale;
        this.check = check;
    }

    /** What is in force for each scope, now that the database says this. */
    Map<Scope, Part> after(Snapshot snapshot) {
        List<Problem> found = new ArrayList<>();
        Map<Scope, Part> parts = new HashMap<>();
        snapshot.byScope()
                .forEach((scope, stored) -> parts.put(scope, part(scope, stored, snapshot, found)));
        good.keySet().retainAll(parts.keySet());
        since.keySet().retainAll(parts.keySet());
        checked.keySet().retainAll(snapshot.byScope().values());
        problems = List.copyOf(found);
        return parts;
    }

    List<Problem> problems() {
        return problems;
    }

    private Part part(Scope scope, Stored stored, Snapshot snapshot, List<Problem> found) {
        Optional<String> wrong = checked.computeIfAbsent(stored, check);
        if (wrong.isEmpty()) {
            Part part = Part.good(stored.policy(), PolicyFiles.in(scope.layer(), stored.files()));
            since.remove(scope);
            good.put(scope, part);
            return part;
        }
        Instant began = since.computeIfAbsent(scope, ignored -> snapshot.at());
        boolean young = snapshot.at().isBefore(began.plus(maxStale));
        Optional<Part> last = Optional.ofNullable(good.get(scope)).filter(part -> young);
        found.add(new Problem(scope, stored.policy(), wrong.get(), last.isPresent()));
        return last.orElseGet(() -> missing(scope, stored));
    }

    private Part missing(Scope scope, Stored stored) {
        good.remove(scope);
        return new Part(
                stored.policy(),
                Map.of(),
                "The policy %s, in force for %s, could not be loaded."
                        .formatted(stored.policy(), scope.shown()));
    }

    /**
     * @param lastGoodStays whether what was in force before still is
     */
    record Problem(Scope scope, String policy, String reason, boolean lastGoodStays) {
        String consequence() {
            return lastGoodStays
                    ? "what was in force before stays"
                    : "only reading goes on, what is dangerous is denied and people decide the rest";
        }
    }
}
