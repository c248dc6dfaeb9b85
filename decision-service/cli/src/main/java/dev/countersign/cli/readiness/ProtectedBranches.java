package dev.countersign.cli.readiness;

import dev.countersign.policy.language.Effect;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Nobody rewrites or deletes the branch that others build on, or pushes to it, unseen. */
final class ProtectedBranches implements PolicyPoint {
    private static final Pattern LEADS_TO =
            Pattern.compile("ref: refs/(?:heads|remotes/origin)/([A-Za-z0-9._/-]{1,200})\\s*");

    @Override
    public Finding judged(Launch launch, LocalPolicy.Sound policy) {
        var evidence = new Evidence();
        String branch = branch(launch.repository());
        Stream.of(
                        "git push --force origin " + branch,
                        "git push origin --delete " + branch,
                        "git push origin " + branch)
                .forEach(
                        line ->
                                Probe.line(line, policy)
                                        .mustBe(Effect.REQUIRE_APPROVAL, "", launch, evidence));
        return evidence.finding(
                "Say constraints: {protected_branches: [\"%s\"]}.".formatted(branch), "");
    }

    /** The remote's own, else the usual one that is there, else the one that is checked out. */
    private static String branch(Repository repository) {
        return leadsTo(repository, ".git/refs/remotes/origin/HEAD")
                .or(
                        () ->
                                Stream.of("main", "master")
                                        .filter(
                                                name ->
                                                        repository.mentions(
                                                                ".git/refs/heads/" + name))
                                        .findFirst())
                .or(() -> leadsTo(repository, ".git/HEAD"))
                .orElse("main");
    }

    private static Optional<String> leadsTo(Repository repository, String file) {
        return repository
                .readable(file)
                .map(read -> LEADS_TO.matcher(read.text()))
                .filter(Matcher::matches)
                .map(matcher -> matcher.group(1));
    }
}
