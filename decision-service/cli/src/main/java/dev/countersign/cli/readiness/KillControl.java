package dev.countersign.cli.readiness;

import dev.countersign.policy.catalogue.Api;
import dev.countersign.policy.catalogue.Operation;
import dev.countersign.policy.language.Effect;
import dev.countersign.policy.match.NamePattern;
import dev.countersign.policy.match.NamePatterns;
import java.util.List;
import java.util.Optional;

/** What nothing brings back is held for people at least, whoever declares it. */
final class KillControl implements PolicyPoint {

    /** One for each way in which a day's work is lost for good. */
    private static final List<String> DANGERS =
            List.of(
                    "terraform destroy -auto-approve",
                    "kubectl delete namespace production",
                    "aws s3 rb s3://backups --force",
                    "psql -c 'DROP DATABASE production'");

    @Override
    public Finding judged(Launch launch, LocalPolicy.Sound policy) {
        var evidence = new Evidence();
        policy.catalogue().apis().forEach(api -> ask(api, launch, policy, evidence));
        DANGERS.forEach(
                line ->
                        Probe.line(line, policy)
                                .mustBe(Effect.REQUIRE_APPROVAL, "", launch, evidence));
        return evidence.finding(
                "Give each a rule: policies.kill, policies.control with require_hitl, or deny.",
                "");
    }

    private static void ask(Api api, Launch launch, LocalPolicy.Sound policy, Evidence evidence) {
        api.operations().stream()
                .filter(Operation::irreversible)
                .forEach(
                        operation ->
                                Probe.line(request(api, operation), policy)
                                        .mustBe(
                                                Effect.REQUIRE_APPROVAL,
                                                api.id() + ":" + operation.name() + ", ",
                                                launch,
                                                evidence));
    }

    /** A request that is this operation. */
    private static String request(Api api, Operation operation) {
        String path =
                operation
                        .path()
                        .map(template -> template.source().replaceAll("\\{[^{}/]*}|\\*+", "x"))
                        .orElse(operation.field().isPresent() ? "/graphql" : "/");
        String address = "https://" + host(api) + path;
        Optional<String> body =
                operation
                        .field()
                        .map(field -> field.source().replaceAll("[*?]", "x"))
                        .map(KillControl::document);
        return "curl -X %s %s%s"
                .formatted(
                        method(operation),
                        address,
                        body.map(text -> " -d '{\"query\":\"" + text + "\"}'").orElse(""));
    }

    private static String document(String field) {
        int space = field.indexOf(' ');
        return space < 0
                ? "mutation { " + field + " }"
                : field.substring(0, space) + " { " + field.substring(space + 1) + " }";
    }

    private static String method(Operation operation) {
        return operation
                .methods()
                .map(NamePatterns::all)
                .map(List::getFirst)
                .filter(NamePattern::isPlain)
                .map(NamePattern::source)
                .orElse("POST");
    }

    private static String host(Api api) {
        return api.hosts().isEmpty()
                ? "unknown.invalid"
                : api.hosts().getFirst().source().replace("*", "any");
    }
}
