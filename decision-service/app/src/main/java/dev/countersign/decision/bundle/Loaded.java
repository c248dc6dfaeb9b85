package dev.countersign.decision.bundle;

import dev.countersign.decision.masking.Masking;
import dev.countersign.policy.action.Facts;
import dev.countersign.policy.condition.Circumstances;
import dev.countersign.policy.evaluate.CompiledPolicy;
import dev.countersign.policy.evaluate.Explanation;
import dev.countersign.policy.evaluate.Verdict;
import dev.countersign.policy.language.BypassTerms;
import dev.countersign.policy.masking.Masker;
import java.util.List;
import java.util.Optional;

/**
 * What is in force for an agent, ready for judging.
 *
 * @param bypass what an emergency bypass must fulfil to lift any of it
 * @param redact names of input fields that are to be masked
 * @param masker knows the credentials that are declared
 * @param missing why part of it could not be loaded; only reading goes on then, see {@link
 *     Emergency}
 */
record Loaded(
        CompiledPolicy compiled,
        BypassTerms bypass,
        List<String> redact,
        Masker masker,
        Optional<String> missing) {

    static Loaded baseline(Masking masking) {
        return new Loaded(
                CompiledPolicy.baseline(),
                BypassTerms.NONE,
                List.of(),
                masking.with(CompiledPolicy.baseline().secrets()),
                Optional.empty());
    }

    static Loaded of(PolicyFiles files, Masking masking) {
        CompiledPolicy compiled = files.compiled();
        return new Loaded(
                compiled,
                files.bypass(),
                files.policies().stream()
                        .flatMap(policy -> policy.audit().redact().stream())
                        .distinct()
                        .toList(),
                masking.with(compiled.secrets()),
                Optional.empty());
    }

    Loaded without(String why) {
        return new Loaded(compiled, bypass, redact, masker, Optional.of(why));
    }

    Facts complete(Facts facts) {
        return compiled.complete(facts);
    }

    /** Never throws for anything that an agent can write. */
    Verdict judge(Facts facts, Circumstances circumstances) {
        Verdict own = compiled.judge(facts, circumstances);
        return missing.isEmpty() ? own : stricter(own, facts, circumstances, missing.get());
    }

    Explanation explain(Facts facts, Circumstances circumstances) {
        return missing.isPresent() && emergencyDecides(facts, circumstances)
                ? Emergency.policy().explain(facts, circumstances)
                : compiled.explain(facts, circumstances);
    }

    private boolean emergencyDecides(Facts facts, Circumstances circumstances) {
        return Emergency.policy()
                        .judge(facts, circumstances)
                        .effect()
                        .compareTo(compiled.judge(facts, circumstances).effect())
                > 0;
    }

    private static Verdict stricter(
            Verdict own, Facts facts, Circumstances circumstances, String why) {
        Verdict emergency = Emergency.policy().judge(facts, circumstances);
        Verdict stricter = emergency.effect().compareTo(own.effect()) > 0 ? emergency : own;
        return new Verdict(
                stricter.effect(),
                stricter.wouldBe(),
                stricter.rules(),
                stricter.reason() + " (" + why + ")",
                stricter.mode(),
                stricter.approval(),
                stricter.bypassable(),
                own.policyVersion() + " " + Emergency.policy().version());
    }
}
