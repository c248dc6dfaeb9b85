package dev.countersign.cli.readiness;

import dev.countersign.policy.catalogue.Catalogue;
import dev.countersign.policy.catalogue.Credential;
import dev.countersign.policy.secret.SecretName;
import java.util.Optional;

/**
 * Each declared credential says where it is good or for whom, and each variable of the repository
 * that holds one is declared.
 */
final class CredentialScoping implements PolicyPoint {

    @Override
    public Finding judged(Launch launch, LocalPolicy.Sound policy) {
        var evidence = new Evidence();
        Catalogue declared = policy.catalogue();
        declared.credentials().forEach(credential -> scope(credential, evidence));
        new EnvironmentFiles(launch.repository(), evidence)
                .variables()
                .filter(variable -> isSecret(variable.name()))
                .forEach(variable -> declaration(variable, declared, evidence));
        evidence.open(launch.repository().unseen());
        if (declared.credentials().isEmpty()) {
            evidence.good("No credential is declared, and no .env file or template names one.");
        }
        return evidence.finding(
                "Declare each under credentials: id, env, and environments or issued_for.",
                "Make it readable, or take it out of the folder.");
    }

    private static void scope(Credential credential, Evidence evidence) {
        String name = "credentials[%s]".formatted(credential.id());
        if (credential.environments().isEmpty() && credential.isForAnyone()) {
            evidence.bad(name + " has neither environments nor issued_for");
        } else {
            evidence.good(name + " is scoped");
        }
    }

    private static void declaration(
            EnvironmentFiles.Variable variable, Catalogue declared, Evidence evidence) {
        Optional<Credential> its =
                declared.credentials().stream()
                        .filter(
                                credential ->
                                        credential.variable().stream()
                                                .anyMatch(
                                                        name ->
                                                                name.surelyMatches(
                                                                        variable.name())))
                        .findFirst();
        String what = variable.place() + ": " + variable.name();
        its.ifPresentOrElse(
                credential -> evidence.good(what + " is " + credential.id()),
                () -> evidence.bad(what + " is not declared"));
    }

    private static boolean isSecret(String name) {
        return SecretName.of(name).filter(said -> said != SecretName.KEY).isPresent();
    }
}
