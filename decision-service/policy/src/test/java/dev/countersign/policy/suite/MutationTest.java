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
        assertThat(text(POLICY)).endsWith("killed 0 of 44 (0 percent)\n");
    }

    @Test
    void what_a_case_notices_is_killed() {
        assertThat(text(POLICY + TESTS))
                .isEqualTo(
                        """
                        p.yml:6:37: constraints.max_files_per_action: dropped
                        p.yml:6:37: constraints.max_files_per_action: require_approval instead of deny
                        p.yml:6:37: constraints.max_files_per_action: more than 4 files
                        p.yml:6:37: constraints.max_files_per_action: more than 2 files
                        p.yml:4:33: permissions.filesystem.deny[.env*]: except: dropped
                        p.yml:4:69: permissions.filesystem.deny[secrets/**]: dropped
                        p.yml:4:69: permissions.filesystem.deny[secrets/**]: require_approval instead of deny
                        p.yml:10:5: destroy: dropped
                        p.yml:10:5: destroy: deny instead of kill
                        p.yml:10:5: destroy: except: dropped
                        p.yml:10:5: destroy: except: paths "/srv/scratch/*" instead of "/srv/scratch/x"
                        p.yml:14:5: secrets: without effect "env.list"
                        p.yml:18:5: late: without time
                        p.yml:18:5: late: without effect "deploy"
                        p.yml:22:5: currency: without paths
                        p.yml:22:5: currency: without access
                        p.yml:22:5: currency: without group "leads"
                        p.yml:22:5: currency: without group "security"
                        p.yml:2:32: default.network: warn instead of require_approval
                        killed 25 of 44 (56 percent)
                        """);
    }

    private static String text(String yaml) {
        Policy policy = PolicyFile.read("p.yml", yaml);
        Mutation.Report report = Mutation.of(policy);
        return report.survived().stream().map(mutant -> mutant + "\n").collect(Collectors.joining())
                + "killed %d of %d (%d percent)\n"
                        .formatted(report.killed(), report.mutants(), report.percent());
    }
}
