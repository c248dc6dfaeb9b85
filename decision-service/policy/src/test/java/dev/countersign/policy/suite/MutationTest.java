package dev.countersign.policy.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.policy.language.Policy;
import dev.countersign.policy.language.PolicyFile;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class MutationTest {

    private static final String POLICY =
            """
            version: "2.1"
            defaults: {mcp: deny, network: require_approval}
            permissions:
              filesystem: {deny: [{pattern: ".env*", except: [".env.example"]}, "secrets/**"]}
              commands: {allow: ["npm test", "npm run lint"], deny: ["rm -rf"]}
            constraints: {max_files_per_action: 3}
            calendars:
              business: {timezone: Europe/Zurich, days: [mon, tue, wed, thu, fri], from: "08:00", to: "18:00"}
            rules:
              - id: destroy
                effect: kill
                match: {effect: [infra.delete]}
                except: [{paths: ["/srv/scratch/x"]}]
              - id: secrets
                effect: deny
                bypass: never
                match: {effect: [secret.read, env.list]}
              - id: late
                effect: deny
                match: {effect: [deploy, pkg.publish]}
                time: {outside: business}
              - id: currency
                effect: require_approval
                approval: {groups: [leads, security], quorum: 2, ttl: 1h}
                match: {paths: ["src/currency/**"], access: [write]}
            """;

    private static final String TESTS =
            """
            tests:
              - {name: env, given: "cat .env", expect: {effect: deny, rule: ["permissions.filesystem.deny[.env*]", secrets], bypassable: false}}
              - {name: template, given: "cat .env.example", expect: {effect: deny, rule: permissions.commands.unlisted}}
              - {name: listed, given: "npm test", expect: {effect: allow}}
              - {name: lint, given: "npm run lint", expect: {effect: allow}}
              - {name: tree, given: "rm -rf build", expect: {effect: deny, rule: "permissions.commands.deny[rm -rf]"}}
              - {name: late publishing, given: {command: "npm publish", now: "2026-11-20T22:30:00+01:00"}, expect: {effect: deny, rule: late}}
              - {name: currency, given: {tool: Write, path: src/currency/a.ts, content: x}, expect: {effect: require_approval, approval: {quorum: 2}}}
              - {name: server, given: {tool: mcp__github__get_issue}, expect: {effect: deny}}
            """;

    @Test
    void without_cases_everything_survives() {
        assertThat(text(POLICY)).isEqualTo("x");
    }

    @Test
    void what_a_case_notices_is_killed() {
        assertThat(text(POLICY + TESTS)).isEqualTo("x");
    }

    private static String text(String yaml) {
        Policy policy = PolicyFile.read("p.yml", yaml);
        Mutation.Report report = Mutation.of(policy);
        return report.survived().stream()
                        .map(mutant -> mutant + "\n")
                        .collect(Collectors.joining())
                + "killed %d of %d (%d percent)\n"
                        .formatted(report.killed(), report.mutants(), report.percent());
    }
}
