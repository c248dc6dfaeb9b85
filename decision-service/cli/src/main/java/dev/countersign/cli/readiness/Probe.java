package dev.countersign.cli.readiness;

import dev.countersign.policy.action.Action;
import dev.countersign.policy.evaluate.Verdict;
import dev.countersign.policy.language.Effect;

/** A call that is never made: the policy is asked what it would do about it. */
record Probe(String shown, Action action) {

    static Probe line(String command, LocalPolicy.Sound policy) {
        return new Probe(command, policy.line(command));
    }

    /**
     * Asks whether at least this would happen.
     *
     * @param about what the call stands for, to be put before it; may be empty
     */
    void mustBe(Effect least, String about, Launch launch, Evidence evidence) {
        Verdict verdict = policy(launch).verdict(action, launch);
        String what = about + shown + ": " + verdict.effect().id();
        if (verdict.effect().compareTo(least) >= 0) {
            evidence.good(what + by(verdict));
        } else if (verdict.wouldBe().compareTo(least) >= 0) {
            evidence.bad(what + ", because the policy only observes");
        } else {
            evidence.bad(what + by(verdict));
        }
    }

    private static LocalPolicy.Sound policy(Launch launch) {
        return switch (launch.policy()) {
            case LocalPolicy.Sound sound -> sound;
            case LocalPolicy.Flawed flawed -> throw new IllegalStateException("not judged");
        };
    }

    private static String by(Verdict verdict) {
        return verdict.decisive().stream()
                .findFirst()
                .map(rule -> " (%s, %s)".formatted(rule.id(), place(rule.source())))
                .orElse("");
    }

    /** Lines of what is shipped move with every version, so only its file is named. */
    private static String place(String source) {
        return source.startsWith("builtin/") ? source.replaceAll(":\\d+:\\d+$", "") : source;
    }
}
