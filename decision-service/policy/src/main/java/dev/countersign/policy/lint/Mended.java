package dev.countersign.policy.lint;

import dev.countersign.policy.language.PolicyErrors;
import dev.countersign.policy.language.PolicyFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A policy file with everything mended that is safe.
 *
 * @param text the file afterwards; comments and layout are as they were
 * @param fixes what was done, in the order in which it was done
 */
public record Mended(String text, List<Finding> fixes) {
    /** A fix may show another one; honest files need two or three rounds. */
    private static final int MOST_ROUNDS = 20;

    /** Mends, and looks again until nothing is left. A text that does not load stays as it is. */
    public static Mended of(String name, String yaml) {
        var done = new ArrayList<Finding>();
        String text = yaml;
        for (int round = 0; round < MOST_ROUNDS; round++) {
            List<Finding> fixable = fixable(name, text);
            List<Finding> now = loads(name, applied(text, fixable)) ? fixable : first(fixable);
            String mended = applied(text, now);
            if (now.isEmpty() || !loads(name, mended)) {
                break;
            }
            done.addAll(now);
            text = mended;
        }
        return new Mended(text, List.copyOf(done));
    }

    private static List<Finding> first(List<Finding> findings) {
        return findings.stream().limit(1).toList();
    }

    /** What is safe; of two edits of the same place the first. */
    private static List<Finding> fixable(String name, String text) {
        var fixable = new ArrayList<Finding>();
        int free = 0;
        for (Finding finding : findings(name, text)) {
            Optional<Edit> edit = finding.fix().filter(Mended::isSafe).map(Fix::edit);
            if (edit.isPresent() && edit.get().from() >= free) {
                fixable.add(finding);
                free = edit.get().to();
            }
        }
        return fixable;
    }

    private static boolean isSafe(Fix fix) {
        return fix.safety() == Fix.Safety.SAFE;
    }

    private static List<Finding> findings(String name, String text) {
        try {
            return Linter.lint(PolicyFile.read(name, text), text);
        } catch (PolicyErrors broken) {
            return List.of();
        }
    }

    private static boolean loads(String name, String text) {
        try {
            PolicyFile.read(name, text);
            return true;
        } catch (PolicyErrors broken) {
            return false;
        }
    }

    private static String applied(String text, List<Finding> findings) {
        var mended = new StringBuilder(text);
        for (Finding finding : findings.reversed()) {
            Edit edit = finding.fix().orElseThrow().edit();
            mended.replace(edit.from(), edit.to(), edit.text());
        }
        return mended.toString();
    }
}
