package dev.countersign.policy.evaluate;

import dev.countersign.policy.action.Fact;
import dev.countersign.policy.action.Facts;
import dev.countersign.policy.action.Opacity;
import dev.countersign.policy.action.Tag;
import dev.countersign.policy.action.Wild;
import dev.countersign.policy.catalogue.Catalogue;
import dev.countersign.policy.condition.Circumstances;
import dev.countersign.policy.condition.Scene;
import dev.countersign.policy.language.Effect;
import dev.countersign.policy.language.Family;
import dev.countersign.policy.language.Mode;
import dev.countersign.policy.language.Packs;
import dev.countersign.policy.language.Policy;
import dev.countersign.policy.layer.PolicySet;
import dev.countersign.policy.masking.DeclaredSecrets;
import dev.countersign.policy.secret.SecretRules;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Policies ready to judge actions. Immutable and safe for any number of threads.
 *
 * <p>The emergency set is always in force. What the loaded policies leave open, neither by a rule
 * nor by a stated default, the shipped baseline decides; with no policy loaded it decides
 * everything.
 */
public final class CompiledPolicy {
    private static final CompiledLayer EMERGENCY =
            new CompiledLayer(Packs.read("builtin/emergency"));
    private static final CompiledLayer BASELINE = new CompiledLayer(Packs.read("builtin/baseline"));

    private final LayerStack stack;
    private final Catalogue catalogue;
    private final DeclaredFacts declared;
    private final DeclaredSecrets secrets;
    private final String version;

    private CompiledPolicy(List<CompiledLayer> layers) {
        this.stack = new LayerStack(layers);
        this.catalogue =
                layers.stream()
                        .map(layer -> layer.policy().catalogue())
                        .reduce(Catalogue.EMPTY, Catalogue::and);
        this.declared =
                new DeclaredFacts(
                        layers.stream()
                                .map(layer -> layer.policy().catalogue())
                                .reduce(Catalogue.EMPTY, Catalogue::above));
        this.secrets = new DeclaredSecrets(catalogue.secrets());
        this.version =
                (layers.isEmpty() ? List.of(BASELINE) : layers)
                        .stream()
                                .map(
                                        layer ->
                                                layer.policy().version()
                                                        + "+"
                                                        + layer.policy().digest())
                                .collect(Collectors.joining(" "));
    }

    /** What is in force where no policy is loaded. */
    public static CompiledPolicy baseline() {
        return new CompiledPolicy(List.of());
    }

    /**
     * Policies above each other. Whatever any of them says against an action counts; what a lower
     * one says for it counts only where those above left it open or delegated it.
     */
    public static CompiledPolicy of(PolicySet policies) {
        return new CompiledPolicy(CompiledLayer.of(policies.layers()));
    }

    /** One policy alone. */
    public static CompiledPolicy of(Policy policy) {
        return of(PolicySet.of(policy));
    }

    /** The language version and digest of what is loaded, for example {@code 2.1+sha256:…}. */
    public String version() {
        return version;
    }

    /** By what the credentials are known that the policies declare: to be masked everywhere. */
    public SecretRules secrets() {
        return catalogue.secrets();
    }

    /**
     * The facts with those that only the declarations of the policies make one. Judging needs no
     * such call; whoever looks at what the verdict speaks of does.
     */
    public Facts complete(Facts facts) {
        return declared.in(facts);
    }

    /**
     * Judges an action. Every fact is judged on its own and the strongest effect is the verdict.
     *
     * <p>Never throws for anything that an agent can write.
     */
    public Verdict judge(Facts facts, Circumstances circumstances) {
        Facts all = declared.in(facts);
        return verdict(all, circumstances, findings(all, circumstances));
    }

    /** The same judgement with everything that led to it. */
    public Explanation explain(Facts facts, Circumstances circumstances) {
        Facts all = declared.in(facts);
        List<Finding> findings = findings(all, circumstances);
        return new Explanation(
                findings.stream().map(finding -> finding.explained(secrets)).toList(),
                verdict(all, circumstances, findings));
    }

    private List<Finding> findings(Facts facts, Circumstances circumstances) {
        var scene = new Scene(facts, circumstances);
        boolean graver = makesOpaqueGraver(facts);
        return facts.all().stream()
                .filter(this::isJudged)
                .map(fact -> finding(fact, scene, graver))
                .toList();
    }

    /** A request to an interface that nobody declared is a connection and nothing else. */
    private boolean isJudged(Fact fact) {
        return !(fact instanceof Fact.ApiCall call) || catalogue.declares(call.to());
    }

    private Finding finding(Fact fact, Scene scene, boolean graver) {
        var matched = new ArrayList<Applied>();
        EMERGENCY.addMatching(fact, scene, matched);
        if (stack.isObserving()) {
            matched.replaceAll(CompiledPolicy::unlessAlwaysEnforced);
        }
        if (stack.leavesOpen(fact, scene, matched)) {
            matched.addAll(shipped(fact, scene));
        }
        if (fact instanceof Fact.Opaque opaque) {
            Applied least = leastForOpaque(opaque, graver);
            if (strongest(matched, stack.isObserving()).compareTo(least.rule().effect()) < 0) {
                matched.add(least);
            }
        }
        matched.sort((one, other) -> other.rule().effect().compareTo(one.rule().effect()));
        return new Finding(fact, strongest(matched, false), strongest(matched, true), matched);
    }

    private static Applied unlessAlwaysEnforced(Applied one) {
        return one.rule().alwaysEnforce() ? one : one.onlyObserved();
    }

    /** What the baseline says. */
    private List<Applied> shipped(Fact fact, Scene scene) {
        var matched = new ArrayList<Applied>();
        BASELINE.addMatching(fact, scene, matched);
        if (matched.isEmpty()) {
            matched.add(
                    BASELINE.stated(fact)
                            .orElseGet(
                                    () ->
                                            new Applied(
                                                    CompiledLayer.byDefault(
                                                            Family.of(fact),
                                                            Effect.ALLOW,
                                                            BASELINE.policy()
                                                                    .rules()
                                                                    .getFirst()
                                                                    .source()),
                                                    false)));
        }
        return stack.isObserving() ? matched.stream().map(Applied::onlyObserved).toList() : matched;
    }

    /**
     * Text that is no text is refused; what is not understood needs a human, or is refused beside
     * something dangerous.
     */
    private Applied leastForOpaque(Fact.Opaque opaque, boolean graver) {
        boolean refused = graver || opaque.reason() == Opacity.INVALID_TEXT;
        return new Applied(
                refused ? Shipped.OPAQUE_REFUSED : Shipped.OPAQUE_HELD, stack.isObserving());
    }

    private static boolean makesOpaqueGraver(Facts facts) {
        return facts.all().stream()
                .anyMatch(
                        fact ->
                                fact instanceof Fact.EffectTag tag
                                                && (tag.tag() == Tag.SECRET_READ
                                                        || tag.tag() == Tag.PRIV_ESCALATE)
                                        || fact instanceof Fact.Egress egress
                                                && Wild.isWhollyUnknown(egress.host()));
    }

    private Mode mode() {
        return stack.isObserving() ? Mode.OBSERVE : Mode.ENFORCE;
    }

    private static Effect strongest(List<Applied> matched, boolean observedToo) {
        return matched.stream()
                .filter(applied -> observedToo || !applied.observed())
                .map(applied -> applied.rule().effect())
                .max(Effect::compareTo)
                .orElse(Effect.ALLOW);
    }

    private Verdict verdict(Facts facts, Circumstances circumstances, List<Finding> findings) {
        var summary = new Summary(facts, findings, secrets);
        tooManyActions(circumstances).forEach(summary::add);
        return summary.verdict(mode(), version);
    }

    private List<Applied> tooManyActions(Circumstances circumstances) {
        return stack.layers().stream()
                .filter(
                        layer -> {
                            var most = layer.policy().constraints().maxActionsPerMinute();
                            return most.isPresent()
                                    && circumstances.actionsInLastMinute() > most.getAsInt();
                        })
                .map(layer -> new Applied(Shipped.rate(layer.policy()), layer.observes()))
                .toList();
    }
}
