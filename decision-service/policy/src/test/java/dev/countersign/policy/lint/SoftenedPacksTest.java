package dev.countersign.policy.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.policy.language.PolicyFile;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a file is laxer than a pack that it extends. */
class SoftenedPacksTest {
    private static final String EXTENDING =
            "version: \"2.1\"\nextends: [{pack: builtin/baseline@1}]\n";

    @Test
    void a_default_that_is_weaker_than_the_packs_is_told_with_what_it_lets_pass() {
        assertThat(
                        told(
                                "defaults: {network: allow, command: warn, mcp: allow, package: allow, filesystem.write: allow}\n"))
                .isEqualTo(
                        """
                        3:21: defaults.network: allow takes the place of require_approval in a pack of this file (builtin/baseline.yml:…): so it is for connecting to zq7.example
                        3:37: defaults.command: warn takes the place of require_approval in a pack of this file (builtin/baseline.yml:…): so it is for zq7
                        3:48: defaults.mcp: allow takes the place of require_approval in a pack of this file (builtin/baseline.yml:…): so it is for zq7/zq7
                        3:64: defaults.package: allow takes the place of warn in a pack of this file (builtin/baseline.yml:…): so it is for npm install zq7
                        3:89: defaults.filesystem.write: allow takes the place of warn in a pack of this file (builtin/baseline.yml:…): so it is for writing zq7""");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "defaults: {network: deny, command: deny, mcp: require_approval}\n",
                // A closed list decides what is not on it; the default never does.
                "defaults: {command: warn}\npermissions: {commands: {allow: [\"npm test\"]}}\n",
                "permissions: {commands: {allow: [\"npm test\", \"cargo build\", \"./scripts/build.sh\"]}}\n",
                "permissions: {mcp: {servers: [{name: github, tools: {allow: [\"get_*\"]}}]}}\n",
                "permissions: {network: {allow_outbound: false, exceptions: [example.org]}}\n",
                "rules: [{id: a, effect: warn, match: {effect: [vcs.push]}}]\n"
            })
    void what_permissions_are_for_is_no_finding(String text) {
        assertThat(told(text)).isEmpty();
    }

    @Test
    void a_permission_that_silences_a_warning_of_the_pack_as_a_whole_is_told() {
        assertThat(told("rules: [{id: pushes, effect: allow, match: {effect: [vcs.push]}}]\n"))
                .isEqualTo(
                        "3:9: pushes silences the warning \"push\" of a pack of this file (builtin/baseline.yml:…): nobody"
                                + " learns of git push origin feature/x");
    }

    @Test
    void what_a_pack_forbids_or_holds_cannot_be_softened_so_nothing_is_told_of_it() {
        assertThat(
                        told(
                                "rules: [{id: all, effect: allow, match: {effect: [secret.read, fs.delete.tree, pkg.publish]}}]\n"))
                .isEmpty();
    }

    @Test
    void without_a_pack_a_files_own_defaults_are_its_own() {
        String yaml = "version: \"2.1\"\ndefaults: {network: allow}\n";

        assertThat(findings(yaml)).isEmpty();
    }

    private static String told(String text) {
        return findings(EXTENDING + text);
    }

    private static String findings(String yaml) {
        return Linter.lint(PolicyFile.read(".agent-policy.yml", yaml), yaml).stream()
                .filter(finding -> finding.check() == Check.SOFTENED_PACK)
                .map(
                        finding ->
                                "%d:%d: %s"
                                        .formatted(
                                                finding.source().line(),
                                                finding.source().column(),
                                                finding.message()
                                                        .replaceAll(
                                                                "baseline.yml:\\d+:\\d+",
                                                                "baseline.yml:…")))
                .collect(Collectors.joining("\n"));
    }
}
