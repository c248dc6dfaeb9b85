package dev.countersign.cli.readiness;

import dev.countersign.policy.action.Action;
import dev.countersign.policy.action.Fact;
import dev.countersign.policy.catalogue.Api;
import dev.countersign.policy.catalogue.Catalogue;
import dev.countersign.policy.evaluate.Verdict;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Each interface that the repository is configured for is declared with its operations, or the
 * policy does not let an agent reach it.
 */
final class ApiDomains implements PolicyPoint {
    private static final Pattern NAME = Pattern.compile("[A-Z0-9_]*(URL|URI|HOST|ENDPOINT)");
    private static final Pattern ADDRESS =
            Pattern.compile("https?://(?:[^/@?#]*@)?([A-Za-z0-9.-]+\\.[A-Za-z]{2,})([:/?#].*)?");
    private static final Pattern HOST = Pattern.compile("([A-Za-z0-9.-]+\\.[A-Za-z]{2,})(:\\d+)?");

    /** Names that stand for nothing (RFC 2606, RFC 6762). */
    private static final Set<String> NOWHERE =
            Set.of("example", "test", "invalid", "localhost", "local");

    @Override
    public Finding judged(Launch launch, LocalPolicy.Sound policy) {
        var evidence = new Evidence();
        Catalogue declared = policy.catalogue();
        declared.apis().forEach(api -> operations(api, evidence));
        new EnvironmentFiles(launch.repository(), evidence)
                .variables()
                .filter(variable -> NAME.matcher(variable.name()).matches())
                .forEach(
                        variable ->
                                host(variable).stream()
                                        .filter(ApiDomains::isSomewhere)
                                        .forEach(
                                                host ->
                                                        map(
                                                                variable, host, launch, policy,
                                                                evidence)));
        McpServers.look(launch, policy, evidence);
        evidence.open(launch.repository().unseen());
        if (declared.apis().isEmpty()) {
            evidence.good("No interface is declared that lacks operations.");
        }
        return evidence.finding(
                "Declare each under apis with hosts and operations or deny its host;"
                        + " list the tools of MCP servers.",
                "Make it readable, or take it out of the folder.");
    }

    private static void operations(Api api, Evidence evidence) {
        String name = "apis[%s]".formatted(api.id());
        if (api.operations().isEmpty()) {
            evidence.bad(name + " names no operations");
        } else {
            evidence.good("%s names %d operations".formatted(name, api.operations().size()));
        }
    }

    private static List<String> host(EnvironmentFiles.Variable variable) {
        Matcher address = ADDRESS.matcher(variable.value());
        if (address.matches()) {
            return List.of(address.group(1));
        }
        Matcher host = HOST.matcher(variable.value());
        return variable.name().endsWith("HOST") && host.matches()
                ? List.of(host.group(1))
                : List.of();
    }

    private static boolean isSomewhere(String host) {
        return !NOWHERE.contains(host.substring(host.lastIndexOf('.') + 1))
                && !host.matches("(.*\\.)?example\\.(com|net|org)");
    }

    private static void map(
            EnvironmentFiles.Variable variable,
            String host,
            Launch launch,
            LocalPolicy.Sound policy,
            Evidence evidence) {
        Action look = policy.line("curl https://" + host + "/");
        String what = "%s: %s".formatted(variable.place(), host);
        Verdict verdict = policy.verdict(look, launch);
        if (isDeclared(look, policy)) {
            evidence.good(what + " is declared");
        } else if (verdict.effect().restricts()) {
            evidence.good(what + " is not declared and not open: " + verdict.effect().id());
        } else {
            evidence.bad(what + " is open to the agent and not declared");
        }
    }

    private static boolean isDeclared(Action look, LocalPolicy.Sound policy) {
        return policy.facts(look).all().stream()
                .filter(Fact.Egress.class::isInstance)
                .map(Fact.Egress.class::cast)
                .anyMatch(policy.catalogue()::declares);
    }
}
