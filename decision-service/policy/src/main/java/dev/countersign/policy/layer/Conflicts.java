package dev.countersign.policy.layer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds what is allowed in vain: by a policy although one above it denies it or did not delegate
 * it, or by the same policy that denies it.
 *
 * <p>Path patterns, names and hosts are compared exactly, commands by their programs, options and
 * operands. Rules that ask for more than that are not compared. What is found takes bounded time
 * however many patterns there are.
 */
public final class Conflicts {
    /** So many are told at once; whoever mends them sees the next. */
    public static final int MOST = 500;

    /** Two patterns of paths take up to a millisecond of processor time. */
    private static final int MOST_PATHS = 20_000;

    /** Two names, hosts or commands take up to half a microsecond. */
    private static final int MOST_NAMES = 5_000_000;

    private static final int MOST_INTRICATE = 20;

    private final List<Conflict> found = new ArrayList<>();
    private int paths;
    private int names;
    private int intricate;
    private long left;

    private Conflicts() {}

    /**
     * What was found.
     *
     * @param conflicts at most {@value #MOST}, by the allowance that stands lowest last. A pair
     *     that is too intricate to compare is among them, with words in place of an example
     * @param left how many pairs of patterns were not compared when the search stopped
     */
    public record Found(List<Conflict> conflicts, long left) {}

    /** The conflicts of these policies. */
    public static Found in(PolicySet policies) {
        var conflicts = new Conflicts();
        for (Layer layer : policies.layers()) {
            List<Statement> allowed = new Statements(layer).allowed();
            conflicts.findInOneFile(allowed, new Statements(layer).denied());
            policies.layers().stream()
                    .filter(other -> other.isAbove(layer))
                    .forEach(above -> conflicts.findBetween(above, allowed, policies));
        }
        return new Found(List.copyOf(conflicts.found), conflicts.left);
    }

    /** That a denial cuts a part out of an allowance is what denials in one file are for. */
    private void findInOneFile(List<Statement> allowed, List<Statement> denied) {
        for (Statement one : allowed) {
            for (Statement other : denied) {
                overlap(one, other)
                        .filter(overlap -> overlap.extent() == Extent.WHOLE)
                        .ifPresent(overlap -> add(one, other, overlap));
            }
        }
    }

    private void findBetween(Layer above, List<Statement> allowed, PolicySet policies) {
        var statements = new Statements(above);
        var higher = new ArrayList<>(statements.allowed());
        policies.layers().stream()
                .filter(layer -> layer.isAbove(above))
                .forEach(layer -> higher.addAll(new Statements(layer).allowed()));
        var denied = new ArrayList<>(statements.denied());
        denied.addAll(statements.closed(higher));
        for (Statement one : allowed) {
            for (Statement other : denied) {
                overlap(one, other).ifPresent(overlap -> add(one, other, overlap));
            }
        }
    }

    private Optional<Overlap> overlap(Statement allowed, Statement denied) {
        if (!allowed.claim().couldMeet(denied.claim())) {
            return Optional.empty();
        }
        if (found.size() >= MOST || intricate >= MOST_INTRICATE || isTooMany(allowed.claim())) {
            left++;
            return Optional.empty();
        }
        try {
            return allowed.claim().against(denied.claim());
        } catch (IllegalStateException tooIntricate) {
            intricate++;
            return Optional.of(new Overlap("(too intricate to tell)", Extent.PART));
        }
    }

    private boolean isTooMany(Claim allowed) {
        return switch (allowed) {
            case Claim.Files files -> ++paths > MOST_PATHS;
            case Claim.Single single -> ++names > MOST_NAMES;
            case Claim.Rest rest -> false;
        };
    }

    private void add(Statement allowed, Statement denied, Overlap overlap) {
        found.add(
                new Conflict(
                        denied.side(),
                        allowed.side(),
                        overlap.extent(),
                        overlap.example(),
                        "remove the "
                                + (allowed.layer().rank() == Rank.OVERRIDE
                                        ? "override"
                                        : "allowance")
                                + ", or "
                                + denied.mended()
                                + "."));
    }
}
