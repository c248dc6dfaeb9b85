package dev.countersign.decision.decide;

import dev.countersign.decision.bundle.Judgement;
import dev.countersign.policy.action.Access;
import dev.countersign.policy.action.Argument;
import dev.countersign.policy.action.Fact;
import dev.countersign.policy.action.Facts;
import dev.countersign.policy.action.Place;
import dev.countersign.policy.action.Reach;
import dev.countersign.policy.action.Tag;
import dev.countersign.policy.evaluate.MatchedRule;
import dev.countersign.policy.match.ShownCommand;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One call in the light of one bypass. A path covers the files that it matches, a host the
 * connections to it. A command covers the very invocation that it names and what that one does to
 * files and hosts; never a redirection, a substitution, what it is fed, or another command beside
 * it. What was not understood is never covered.
 */
final class CoveredCall {

    private final Coverage coverage;
    private final Facts facts;
    private final String root;
    private final List<Fact> responsible;

    CoveredCall(Coverage coverage, Judgement judgement) {
        this.coverage = coverage;
        this.facts = judgement.facts();
        this.root = judgement.root();
        this.responsible = responsible(judgement);
    }

    /** None at all when one of them cannot be told from what is shown of it. */
    private static List<Fact> responsible(Judgement judgement) {
        Set<String> matched =
                judgement.verdict().rules().stream()
                        .filter(rule -> rule.effect().restricts() && !rule.observed())
                        .map(MatchedRule::facts)
                        .flatMap(List::stream)
                        .collect(Collectors.toSet());
        List<Fact> found =
                judgement.facts().all().stream()
                        .filter(fact -> matched.contains(fact.show()))
                        .toList();
        boolean all = found.stream().map(Fact::show).collect(Collectors.toSet()).equals(matched);
        return all ? found : List.of();
    }

    boolean isCovered() {
        return !responsible.isEmpty() && responsible.stream().allMatch(this::isCovered);
    }

    private boolean isCovered(Fact fact) {
        return switch (fact) {
            case Fact.FileAccess file ->
                    coverage.limitsPaths()
                            ? isNamed(file.place(), file.reach())
                            : isOfCommand(file, file.place());
            case Fact.Egress egress ->
                    coverage.limitsHosts() ? coverage.names(egress) : isOfCommand(egress);
            case Fact.Invocation invocation -> isOfCommand(invocation);
            case Fact.EffectTag tag -> isCovered(tag);
            case Fact.ApiCall call ->
                    coverage.limitsHosts() ? coverage.names(call.to()) : isOfCommand(call);
            case Fact.CredentialUse use -> isOfCommand(use);
            case Fact.McpCall call -> false;
            case Fact.ToolUse use -> false;
            case Fact.Opaque opaque -> false;
        };
    }

    private boolean isCovered(Fact.EffectTag tag) {
        if (tag.place().isPresent()) {
            Place place = tag.place().get();
            return coverage.limitsPaths() ? isNamed(place, tag.reach()) : isOfCommand(tag, place);
        }
        boolean sends = tag.tag() == Tag.NET_UPLOAD || tag.tag() == Tag.NET_EGRESS;
        return sends && coverage.limitsHosts()
                ? partsOf(tag.reach(), Fact.Egress.class).findAny().isPresent()
                        && hostsAreNamed(tag.reach())
                : isOfCommand(tag);
    }

    /** A link in a covered place would lead whatever is done there to another one. */
    private boolean isNamed(Place place, Reach reach) {
        return coverage.names(place, isTree(place, reach), root)
                && partsOf(reach, Fact.FileAccess.class)
                        .filter(file -> file.access() == Access.LINK)
                        .allMatch(file -> coverage.names(file.place(), false, root));
    }

    private boolean isTree(Place place, Reach reach) {
        return partsOf(reach, Fact.FileAccess.class)
                .anyMatch(file -> file.access().wholeTree() && file.place().equals(place));
    }

    /** A path that was not shown as it is counts only inside the project. */
    private boolean isOfCommand(Fact fact, Place place) {
        boolean inside = Place.isWithin(place.resolved(), root);
        boolean absolute = place.written().startsWith("/") || place.written().startsWith("~");
        return coverage.commands().stream()
                .filter(command -> inside || absolute && !command.isOpen())
                .anyMatch(command -> isOf(command, fact));
    }

    private boolean isOfCommand(Fact fact) {
        return coverage.commands().stream().anyMatch(command -> isOf(command, fact));
    }

    private boolean isOf(ShownCommand command, Fact fact) {
        return all(Fact.Invocation.class)
                .filter(one -> one.reach().how() == Reach.How.DIRECT)
                .filter(one -> command.names(one) && runsInside(one))
                .anyMatch(one -> isPart(fact.reach(), one) && staysInLimits(fact.reach()));
    }

    private boolean runsInside(Fact.Invocation invocation) {
        String folder = invocation.setting().folder();
        return !folder.isEmpty() && !root.isEmpty() && Place.isWithin(folder, root);
    }

    /** What a wrapper runs was shown if its words are the last words of the wrapper. */
    private boolean isPart(Reach reach, Fact.Invocation shown) {
        return reach.parts().equals(shown.reach().parts())
                || reach.isWithin(shown.reach())
                        && partsOf(reach, Fact.Invocation.class)
                                .anyMatch(wrapped -> endsWith(shown, wrapped));
    }

    private static boolean endsWith(Fact.Invocation shown, Fact.Invocation wrapped) {
        List<String> words = shown.arguments().stream().map(Argument::text).toList();
        List<String> last =
                Stream.concat(
                                Stream.of(wrapped.written()),
                                wrapped.arguments().stream().map(Argument::text))
                        .toList();
        return words.size() >= last.size()
                && words.subList(words.size() - last.size(), words.size()).equals(last);
    }

    /** Where paths or hosts are given as well, a command may not go beyond them. */
    private boolean staysInLimits(Reach reach) {
        return (!coverage.limitsPaths()
                        || partsOf(reach, Fact.FileAccess.class)
                                .filter(file -> file.access().changes())
                                .allMatch(file -> isNamed(file.place(), reach)))
                && (!coverage.limitsHosts() || hostsAreNamed(reach));
    }

    private boolean hostsAreNamed(Reach reach) {
        return partsOf(reach, Fact.Egress.class).allMatch(coverage::names);
    }

    /** The facts of one kind that belong to the very same invocation or tool call. */
    private <F extends Fact> Stream<F> partsOf(Reach reach, Class<F> kind) {
        return all(kind).filter(fact -> fact.reach().parts().equals(reach.parts()));
    }

    private <F extends Fact> Stream<F> all(Class<F> kind) {
        return facts.all().stream().filter(kind::isInstance).map(kind::cast);
    }
}
