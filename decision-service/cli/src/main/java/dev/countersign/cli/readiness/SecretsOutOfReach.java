package dev.countersign.cli.readiness;

import dev.countersign.policy.action.Fact;
import dev.countersign.policy.action.Tag;
import dev.countersign.policy.language.Effect;
import dev.countersign.policy.secret.SecretScanner;
import java.util.List;

/**
 * Reading each credential that really lies in the tree is denied: files known by their names, and
 * any file with text that has the look of a declared credential.
 */
final class SecretsOutOfReach implements PolicyPoint {
    private static final int MOST = 500;
    private static final long MOST_SCANNED = 128L << 20;

    /** Credentials of the person whose machine it is. */
    private static final List<String> AT_HOME = List.of("~/.aws/credentials", "~/.ssh/id_ed25519");

    @Override
    public Finding judged(Launch launch, LocalPolicy.Sound policy) {
        var evidence = new Evidence();
        List<String> files = launch.repository().files();
        List<String> named = files.stream().filter(file -> isCredential(file, policy)).toList();
        List<String> holding =
                policy.compiled().secrets().ids().isEmpty()
                        ? List.of()
                        : holding(launch.repository(), policy, evidence).stream()
                                .filter(file -> !named.contains(file))
                                .toList();
        if (named.size() + holding.size() > MOST) {
            evidence.open("There are more than %d credentials in the folder.".formatted(MOST));
        }
        named.stream().limit(MOST).forEach(file -> ask(file, "", launch, policy, evidence));
        holding.stream()
                .limit(MOST)
                .forEach(file -> ask(file, "holds a credential, ", launch, policy, evidence));
        AT_HOME.forEach(file -> ask(file, "", launch, policy, evidence));
        evidence.open(launch.repository().unseen());
        return evidence.finding(
                "Deny reading it (permissions.filesystem.deny), and move what is real to a vault.",
                "Make everything readable for you, or take it out of the folder.");
    }

    private static boolean isCredential(String file, LocalPolicy.Sound policy) {
        return policy.facts(policy.call("Read", "file_path", file)).all().stream()
                .anyMatch(
                        fact -> fact instanceof Fact.EffectTag tag && tag.tag() == Tag.SECRET_READ);
    }

    private static List<String> holding(
            Repository repository, LocalPolicy.Sound policy, Evidence evidence) {
        var scanner = new SecretScanner(policy.compiled().secrets());
        var scanned = new long[1];
        List<String> holding =
                repository.files().stream()
                        .filter(
                                file ->
                                        scanned[0] < MOST_SCANNED
                                                && repository
                                                        .readable(file)
                                                        .filter(
                                                                text -> {
                                                                    scanned[0] +=
                                                                            text.text().length();
                                                                    return !scanner.find(
                                                                                    text.text(),
                                                                                    file)
                                                                            .isEmpty();
                                                                })
                                                        .isPresent())
                        .toList();
        if (scanned[0] >= MOST_SCANNED) {
            evidence.open("There is more text than 128 MiB; not all of it was looked through.");
        }
        return holding;
    }

    private static void ask(
            String file, String about, Launch launch, LocalPolicy.Sound policy, Evidence evidence) {
        new Probe("Read " + file, policy.call("Read", "file_path", file))
                .mustBe(Effect.DENY, about, launch, evidence);
    }
}
