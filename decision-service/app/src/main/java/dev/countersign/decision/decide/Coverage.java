package dev.countersign.decision.decide;

import dev.countersign.approval.api.BypassScope;
import dev.countersign.approval.api.scope.Breadth;
import dev.countersign.decision.bundle.Judgement;
import dev.countersign.policy.action.Fact;
import dev.countersign.policy.action.Place;
import dev.countersign.policy.match.HostPattern;
import dev.countersign.policy.match.NamePattern;
import dev.countersign.policy.match.PathPattern;
import dev.countersign.policy.match.ShownCommand;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What a bypass covers: exactly what those who agreed to it were shown. A pattern that cannot be
 * read covers nothing; but the side on which it stands is not open either.
 */
record Coverage(
        BypassScope scope,
        List<PathPattern> paths,
        List<ShownCommand> commands,
        List<HostPattern> hosts,
        List<NamePattern> agents) {

    static Coverage of(BypassScope scope) {
        return new Coverage(
                scope,
                patterns(scope.paths(), PathPattern::new),
                patterns(scope.commands(), ShownCommand::new),
                patterns(scope.hosts(), HostPattern::new),
                patterns(scope.agents(), NamePattern::new));
    }

    /** Whether every fact that a restricting rule matched is covered. */
    boolean covers(Judgement judgement, String agent) {
        return isFor(agent) && new CoveredCall(this, judgement).isCovered();
    }

    private boolean isFor(String agent) {
        return scope.agents().isEmpty()
                || agents.stream().anyMatch(name -> name.surelyMatches(agent));
    }

    boolean limitsPaths() {
        return !scope.paths().isEmpty();
    }

    boolean limitsHosts() {
        return !scope.hosts().isEmpty();
    }

    boolean names(Fact.Egress egress) {
        return hosts.stream().anyMatch(host -> host.surelyMatches(egress));
    }

    /**
     * @param tree whether everything beneath the place is meant, too
     */
    boolean names(Place place, boolean tree, String root) {
        return paths.stream()
                .filter(path -> !isWholeProject(path, root))
                .filter(path -> path.surelyMatches(place, root))
                .anyMatch(
                        path ->
                                !tree
                                        || isLiteral(path)
                                        || path.surelyMatches(beneath(place), root));
    }

    /** Where a project lies is known only here, so only here a wide absolute pattern shows. */
    private static boolean isWholeProject(PathPattern path, String root) {
        List<String> files = Breadth.unrelatedFiles();
        long covered =
                files.stream()
                        .filter(file -> path.surelyMatches(Place.of(file, root), root))
                        .count();
        return Breadth.isTooWide(covered, files.size());
    }

    private static boolean isLiteral(PathPattern path) {
        return path.source().chars().noneMatch(character -> "*?[{\\".indexOf(character) >= 0);
    }

    private static Place beneath(Place folder) {
        return new Place(folder.written() + "/x/y", folder.resolved() + "/x/y");
    }

    private static <P> List<P> patterns(List<String> texts, Function<String, P> reading) {
        return texts.stream()
                .flatMap(text -> read(text, reading).map(Stream::of).orElseGet(Stream::of))
                .toList();
    }

    private static <P> Optional<P> read(String text, Function<String, P> reading) {
        try {
            return Optional.of(reading.apply(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
