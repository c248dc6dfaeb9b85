package dev.countersign.cli.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.countersign.cli.Ran;
import dev.countersign.cli.terminal.Json;
import dev.countersign.cli.terminal.Screen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class GenerateTest {
    private static final String POLICY =
            """
            version: "2.1"
            permissions:
              filesystem:
                deny: [".env*", {pattern: "config/**", except: ["config/example.yml"]}, "~/.aws/**"]
              commands: {deny: ["curl *", "git push --force"]}
              mcp:
                servers: [{name: github, tools: {deny: [delete_repo]}}]
                unlisted: warn
            constraints:
              require_human_approval: [{command_pattern: git commit}]
            """;

    private static final String HOOKS =
            """
            {
              "hooks": {
                "PreToolUse": [
                  {
                    "hooks": [
                      {
                        "type": "command",
                        "command": "/opt/countersign/countersign-hook",
                        "args": ["claude-code"],
                        "timeout": 900,
                        "onFailure": "block",
                        "statusMessage": "Waiting for Countersign"
                      }
                    ]
                  }
                ],
                "PostToolUse": [
                  {
                    "hooks": [
                      {
                        "type": "command",
                        "command": "/opt/countersign/countersign-hook",
                        "args": ["claude-code", "after"],
                        "timeout": 30
                      }
                    ]
                  }
                ],
                "PostToolUseFailure": [
                  {
                    "hooks": [
                      {
                        "type": "command",
                        "command": "/opt/countersign/countersign-hook",
                        "args": ["claude-code", "after"],
                        "timeout": 30
                      }
                    ]
                  }
                ],
                "SessionEnd": [
                  {
                    "hooks": [
                      {
                        "type": "command",
                        "command": "/opt/countersign/countersign-hook",
                        "args": ["claude-code", "after"],
                        "timeout": 10
                      }
                    ]
                  }
                ]
              }""";

    private static final String SETTINGS =
            HOOKS
                    + """
                    ,
                      "permissions": {
                        "deny": [
                          "Read(/**/.env*)",
                          "Edit(/**/.env*)",
                          "Read(~/.aws/**)",
                          "Edit(~/.aws/**)",
                          "Bash(curl:*)",
                          "Bash(git push --force:*)",
                          "mcp__github__delete_repo"
                        ]
                      }
                    }
                    """;

    @TempDir private Path temporary;
    private Path folder;

    @BeforeEach
    void write_a_policy() throws Exception {
        folder = temporary.toRealPath();
        write(".agent-policy.yml", POLICY);
    }

    @Test
    void claude_code_gets_its_hooks_and_what_it_can_refuse_by_itself() throws Exception {
        Ran ran = generate("claude-code");

        assertThat(ran)
                .isEqualTo(
                        new Ran(
                                0,
                                """
                                Generated from .agent-policy.yml

                                Claude Code
                                  Files    .claude/settings.json
                                  Hook     Asks Countersign before each tool (PreToolUse).
                                  Sandbox  Left alone: the policy does not deny writing outside the project.
                                  Rules    1 exactly, 4 in part, 2 not; the hook keeps what is missing
                                  Note     Cursor, Copilot CLI and VS Code run the hooks of this file as well. Countersign reads
                                           what they send as Claude Code's and refuses what is not.
                                  Note     An emergency bypass lifts the policy, not these files: take a line out by hand for that
                                           long.

                                  in part  permissions.filesystem.deny[.env*]           Read(/**/.env*) Edit(/**/.env*); not:
                                                                                        programs that open such a file, other letter
                                                                                        case, files outside the project
                                  in part  permissions.filesystem.deny[~/.aws/**]       Read(~/.aws/**) Edit(~/.aws/**); not:
                                                                                        programs that open such a file, other letter
                                                                                        case
                                  in part  permissions.commands.deny[curl *]            Bash(curl:*); not: options in another order,
                                                                                        a path before the program, the command
                                                                                        inside another one
                                  in part  permissions.commands.deny[git push --force]  Bash(git push --force:*); not: options in
                                                                                        another order, a path before the program,
                                                                                        the command inside another one
                                  exactly  permissions.mcp.github.deny                  mcp__github__delete_repo

                                  not      people decide; a question of the product itself would come on top of theirs:
                                           require_human_approval[git commit]
                                  not      it has exceptions, and a denial of the product has none:
                                           permissions.filesystem.deny[config/**]

                                Written: .claude/settings.json, .countersign/generated.json
                                """,
                                ""));
        assertThat(read(".claude/settings.json")).isEqualTo(SETTINGS);
    }

    @Test
    void what_was_written_is_noted_beside_it() throws Exception {
        write(
                ".agent-policy.yml",
                "version: \"2.1\"\npermissions: {commands: {deny: [\"curl *\"]}}\n");

        generate("cursor");

        assertThat(read(".cursor/cli.json"))
                .isEqualTo(
                        """
                        {
                          "permissions": {
                            "deny": [
                              "Shell(curl)"
                            ]
                          }
                        }
                        """);
        assertThat(read(".countersign/generated.json"))
                .isEqualTo(
                        """
                        {
                          "purpose": "Written by agent-policy generate: what of the named files it wrote itself.",
                          "files": {
                            ".cursor/cli.json": {
                              "created": true,
                              "containers": [
                                ["permissions"],
                                ["permissions", "deny"]
                              ],
                              "entries": [
                                {
                                  "path": ["permissions", "deny"],
                                  "item": "Shell(curl)"
                                }
                              ]
                            }
                          }
                        }
                        """);
    }

    @Test
    void codex_gets_rules_in_a_file_of_their_own() throws Exception {
        generate("codex");

        assertThat(read(".codex/rules/countersign.rules"))
                .isEqualTo(
                        """
                        # Generated by agent-policy generate from the policy of this folder; edit that.
                        prefix_rule(pattern = ["curl"], decision = "forbidden")
                        prefix_rule(pattern = ["git", "push", "--force"], decision = "forbidden")
                        """);
        assertThat(folder.resolve(".codex/config.toml")).doesNotExist();
    }

    @Test
    void a_product_with_which_countersign_does_not_speak_gets_no_hook() throws Exception {
        Ran ran = generate("copilot,gemini-cli,qwen-code");

        assertThat(ran.status()).isZero();
        assertThat(ran.out())
                .contains("Hook     None: countersign-hook does not speak with Copilot yet");
        assertThat(files().keySet()).containsExactly(".agent-policy.yml");
    }

    private static final String CLOSED =
            """
            version: "2.1"
            permissions:
              filesystem: {allow: ["src/**"]}
              network: {allow_outbound: false, exceptions: ["packages.example.org", "*.acme.internal:443"]}
            """;

    @Test
    void the_sandbox_is_turned_on_where_the_policy_denies_what_it_closes() throws Exception {
        write(".agent-policy.yml", CLOSED);

        generate("claude-code,codex");

        assertThat(read(".claude/settings.json"))
                .isEqualTo(
                        HOOKS
                                + """
                                ,
                                  "sandbox": {
                                    "enabled": true,
                                    "allowUnsandboxedCommands": false,
                                    "autoAllowBashIfSandboxed": false,
                                    "network": {
                                      "allowedDomains": [
                                        "packages.example.org",
                                        "*.acme.internal"
                                      ]
                                    }
                                  }
                                }
                                """);
        assertThat(folder.resolve(".codex/config.toml")).doesNotExist();
    }

    @Test
    void the_sandbox_of_codex_stands_before_what_people_wrote() throws Exception {
        write(".agent-policy.yml", CLOSED.replaceAll(", exceptions: .*]", ""));
        write(".codex/config.toml", "model = \"x\" # ours\n\n[tools]\nweb = false\n");

        generate("codex");

        assertThat(read(".codex/config.toml"))
                .isEqualTo(
                        """
                        sandbox_mode = "workspace-write"
                        model = "x" # ours

                        [tools]
                        web = false
                        """);
        write(".agent-policy.yml", "version: \"2.1\"\n");
        generate("codex");
        assertThat(read(".codex/config.toml"))
                .isEqualTo("model = \"x\" # ours\n\n[tools]\nweb = false\n");
    }

    @Test
    void a_setting_of_people_is_left_and_told() throws Exception {
        write(".agent-policy.yml", CLOSED);
        write(".claude/settings.json", "{\"sandbox\": {\"enabled\": false}}\n");

        Ran ran = generate("claude-code");

        assertThat(ran.out())
                .contains(
                        ".claude/settings.json says sandbox.enabled: false; that was left as it is (true was")
                .contains("meant)");
    }

    static Stream<Arguments> presentFiles() {
        return Stream.of(
                argumentSet("nothing", ""),
                argumentSet("an empty object", "{}\n"),
                argumentSet(
                        "one line",
                        "{\"permissions\": {\"deny\": [\"Bash(rm:*)\"], \"allow\": []}}"),
                argumentSet(
                        "comments and tabs",
                        "// ours\n{\n\t\"model\": \"x\", // why\n\t\"permissions\": {\n\t\t\"deny\": [\n\t\t\t\"Bash(rm:*)\" /* bad */, // never\n\t\t],\n\t},\n\t\"env\": {\"A\": \"}\"}\n}\n"),
                argumentSet(
                        "hooks of others",
                        """
                        {
                            "hooks": {
                                "PreToolUse": [
                                    {"matcher": "Bash", "hooks": [{"type": "command", "command": "audit.sh"}]}
                                ]
                            }
                        }
                        """),
                argumentSet(
                        "lines of Windows",
                        "{\r\n  \"permissions\": {\r\n    \"allow\": [\r\n      \"Bash(ls:*)\"\r\n    ]\r\n  }\r\n}\r\n"));
    }

    @ParameterizedTest
    @MethodSource("presentFiles")
    void a_second_run_changes_nothing_and_a_policy_without_rules_restores_every_byte(String before)
            throws Exception {
        if (!before.isEmpty()) {
            write(".claude/settings.json", before);
            write(".cursor/cli.json", before);
        }
        Map<String, String> original = files();

        generate("all");
        Map<String, String> once = files();
        Ran again = generate("all");
        Ran checked = Ran.in(folder, "generate", "--target", "all", "--check");

        assertThat(files()).isEqualTo(once);
        assertThat(again.out()).endsWith("All files were up to date.\n");
        assertThat(checked.status()).as(checked.toString()).isZero();
        assertThat(once.get(".claude/settings.json")).contains("Bash(curl:*)", "countersign-hook");
        assertThat(once.get(".cursor/cli.json")).contains("Shell(curl)");
        write(".agent-policy.yml", "version: \"2.1\"\n");
        generate("all");
        assertThat(files().get(".cursor/cli.json")).isEqualTo(original.get(".cursor/cli.json"));
        assertThat(files().get(".claude/settings.json"))
                .contains("countersign-hook")
                .doesNotContain("curl");
    }

    static Stream<Arguments> drifts() {
        return Stream.of(
                drift("a rule more", ".agent-policy.yml", "\"curl *\"", "\"curl *\", wget"),
                drift("a rule less", ".agent-policy.yml", "\"curl *\", ", ""),
                drift("a denial gone", ".claude/settings.json", "      \"Bash(curl:*)\",\n", ""),
                drift(
                        "a denial edited",
                        ".claude/settings.json",
                        "Bash(curl:*)",
                        "Bash(curl -d:*)"),
                drift(
                        "the hook edited",
                        ".claude/settings.json",
                        "\"timeout\": 900",
                        "\"timeout\": 9"),
                drift("the hook open", ".claude/settings.json", "\"block\"", "\"allow\""),
                drift("the hook gone", ".claude/settings.json", "\"PreToolUse\"", "\"Stop\""),
                drift("the note gone", ".countersign/generated.json", "Bash(curl:*)", "x"),
                drift("rules of Codex", ".codex/rules/countersign.rules", "forbidden", "allow"));
    }

    private static Arguments drift(String name, String file, String from, String to) {
        return argumentSet(name, file, from, to);
    }

    @ParameterizedTest
    @MethodSource("drifts")
    void what_is_not_as_it_would_be_written_fails_the_check_until_it_is_generated(
            String file, String from, String to) throws Exception {
        generate("all");
        String text = read(file);
        write(file, text.replace(from, to));
        assertThat(read(file)).isNotEqualTo(text);
        Map<String, String> drifted = files();

        Ran check = Ran.in(folder, "generate", "--target", "all", "--check");

        assertThat(check.status()).isEqualTo(1);
        assertThat(check.out()).contains("--- ").contains("+++ ");
        assertThat(files()).isEqualTo(drifted);
        assertThat(generate("all").status()).isZero();
        assertThat(Ran.in(folder, "generate", "--target", "all", "--check").status()).isZero();
    }

    @Test
    void a_file_that_is_gone_fails_the_check() throws Exception {
        generate("claude-code");
        Files.delete(folder.resolve(".claude/settings.json"));

        assertThat(Ran.in(folder, "generate", "--target", "claude-code", "--check").status())
                .isEqualTo(1);
    }

    @Test
    void a_dry_run_shows_the_difference_and_writes_nothing() throws Exception {
        write(
                ".cursor/cli.json",
                "{\n  \"permissions\": {\n    \"deny\": [\n      \"Shell(rm)\"\n    ]\n  }\n}\n");
        Map<String, String> before = files();

        Ran ran = Ran.in(folder, "generate", "--target", "cursor", "--dry-run");

        assertThat(ran.status()).isZero();
        assertThat(ran.out())
                .startsWith(
                        """
                        --- .cursor/cli.json
                        +++ .cursor/cli.json
                        @@ -1,7 +1,12 @@
                         {
                           "permissions": {
                             "deny": [
                        -      "Shell(rm)"
                        +      "Shell(rm)",
                        +      "Read(**/.env*)",
                        """);
        assertThat(files()).isEqualTo(before);
    }

    @Test
    void a_hook_that_somebody_wrote_by_hand_is_brought_up_to_date_and_not_doubled()
            throws Exception {
        write(
                ".claude/settings.json",
                """
                {
                  "hooks": {
                    "PreToolUse": [
                      {
                        "hooks": [
                          {"type": "command", "command": "audit.sh"},
                          {"type": "command", "command": "/home/dave/countersign-hook", "args": ["claude-code"]}
                        ]
                      }
                    ]
                  }
                }
                """);

        generate("claude-code");

        assertThat(read(".claude/settings.json"))
                .contains("{\"type\": \"command\", \"command\": \"audit.sh\"}\n")
                .doesNotContain("/home/dave")
                .containsOnlyOnce("\"args\": [\"claude-code\"]");
    }

    private static final String OVER_HTTP =
            "{\"hooks\": {\"PreToolUse\": [{\"matcher\": \"*\", \"hooks\": [{\"type\": \"http\","
                    + " \"url\": \"http://127.0.0.1:8081/v1/hooks/claude-code\","
                    + " \"timeout\": 900, \"onFailure\": \"block\"}]}]}}";

    @Test
    void a_hook_that_asks_over_http_is_kept_and_not_doubled() throws Exception {
        write(".claude/settings.json", OVER_HTTP);

        Ran ran = generate("claude-code");

        assertThat(ran.out()).contains("asks Countersign over HTTP at PreToolUse");
        assertThat(read(".claude/settings.json"))
                .startsWith(OVER_HTTP.substring(0, OVER_HTTP.length() - 2))
                .doesNotContain("\"args\": [\"claude-code\"]");
    }

    @Test
    void a_hook_that_asks_over_http_for_some_tools_only_is_no_hook() throws Exception {
        write(
                ".claude/settings.json",
                OVER_HTTP.replace("\"*\"", "\"Bash\"").replace("\"block\"", "\"allow\""));

        assertThat(Ran.in(folder, "generate", "--target", "claude-code", "--check"))
                .isEqualTo(
                        new Ran(
                                2,
                                "",
                                ".claude/settings.json: the hook that asks Countersign asks for some tools only:"
                                        + " Bash, lets calls through when it fails; say onFailure: block;"
                                        + " correct it or take it out, nothing was written\n"));
    }

    static Stream<Arguments> brokenFiles() {
        return Stream.of(
                argumentSet(
                        "two commas",
                        "{\n  \"a\": 1,,\n}",
                        ":2:10: this is no valid JSON (Unexpected character (',' (code 44)): was"
                                + " expecting double-quote to start field name); nothing was written"),
                argumentSet("a list", "[]", ":1:1: this is no JSON object; nothing was written"),
                argumentSet("nothing", "", ":1:1: this is no JSON object; nothing was written"),
                argumentSet(
                        "a key twice",
                        "{\"a\": 1, \"a\": 2}",
                        ":1:13: this is no valid JSON (Duplicate field 'a'); nothing was written"),
                argumentSet(
                        "a list for an object",
                        "{\"permissions\": []}",
                        ": permissions is no object; nothing was written"),
                argumentSet(
                        "hooks that are off",
                        "{\"disableAllHooks\": true}",
                        ": disableAllHooks turns all hooks off; take it out, nothing was written"),
                argumentSet(
                        "a text for a list",
                        "{\"permissions\": {\"deny\": \"Bash\"}}",
                        ": permissions.deny is no list; nothing was written"));
    }

    @ParameterizedTest
    @MethodSource("brokenFiles")
    void a_broken_file_is_told_with_its_place_and_nothing_is_written(String text, String message)
            throws Exception {
        write(".claude/settings.json", text);
        Map<String, String> before = files();

        Ran ran = generate("all");

        assertThat(ran).isEqualTo(new Ran(2, "", ".claude/settings.json" + message + "\n"));
        assertThat(files()).isEqualTo(before);
    }

    @Test
    void nothing_is_written_through_a_link_that_leads_out() throws Exception {
        Path elsewhere = Files.createDirectory(temporary.resolve("elsewhere"));
        Path project = Files.createDirectory(temporary.resolve("project"));
        Files.writeString(project.resolve(".agent-policy.yml"), POLICY);
        Files.createSymbolicLink(project.resolve(".claude"), elsewhere);

        Ran ran = Ran.in(project, "generate", "--target", "claude-code");

        assertThat(ran)
                .isEqualTo(
                        new Ran(
                                2,
                                "",
                                ".claude/settings.json leads out of the folder by a link; nothing was written\n"));
        assertThat(elsewhere).isEmptyDirectory();
    }

    @Test
    void a_file_in_the_place_of_a_generated_one_is_kept() throws Exception {
        write(".codex/rules/countersign.rules", "# mine\n");

        Ran ran = generate("codex");

        assertThat(ran)
                .isEqualTo(
                        new Ran(
                                2,
                                "",
                                ".codex/rules/countersign.rules:1:1: this file was not generated; move it away, nothing was written\n"));
    }

    @Test
    void an_administrator_gets_one_file_and_is_told_where_it_goes() throws Exception {
        Ran ran =
                Ran.in(
                        folder,
                        "generate",
                        "--target",
                        "claude-code,codex",
                        "--managed",
                        "--output",
                        "out",
                        "--hook",
                        "/usr/lib/countersign-hook");

        assertThat(ran.status()).isZero();
        assertThat(read("out/claude-code/managed-settings.d/50-countersign.json"))
                .isEqualTo(SETTINGS.replace("/opt/countersign/", "/usr/lib/"));
        assertThat(ran.out())
                .contains(
                        "Install  /etc/claude-code/managed-settings.d/50-countersign.json (Linux)")
                .contains("where its settings for a machine lie is not known for certain.");
        assertThat(folder.resolve(".claude")).doesNotExist();
    }

    @Test
    void programs_get_every_rule_with_what_was_written() throws Exception {
        write(
                ".agent-policy.yml",
                "version: \"2.1\"\npermissions: {commands: {deny: [\"curl *\"]}}\n");

        Ran ran = Ran.in(folder, "generate", "--target", "cursor", "--json");

        assertThat(ran.status()).isZero();
        assertThat(Json.object("the report", ran.out()))
                .containsEntry("policy", ".agent-policy.yml")
                .containsKey("targets");
        assertThat(ran.out())
                .contains(
                        "\"rules\":[{\"id\":\"permissions.commands.deny[curl *]\",\"effect\":\"deny\",\"source\":\".agent-policy.yml:2:33\",\"extent\":\"narrower\",\"written\":[\"Shell(curl)\"],\"missing\":\"the program by a path, or inside another command\"}]",
                        "\"changes\":[{\"file\":\".cursor/cli.json\",\"difference\":[\"--- .cursor/cli.json\",\"+++ .cursor/cli.json\",");
    }

    @Test
    void pull_requests_get_a_table() throws Exception {
        write(
                ".agent-policy.yml",
                "version: \"2.1\"\npermissions: {commands: {deny: [\"curl *\"]}}\n");

        Ran ran = Ran.in(folder, "generate", "--target", "cursor", "--markdown");

        assertThat(ran.out())
                .isEqualTo(
                        """
                        # Settings of agents from .agent-policy.yml

                        ## Cursor

                        * Files: `.cursor/cli.json`
                        * Hook: None: countersign-hook does not speak with Cursor yet and would refuse every call. Nothing asks Countersign before its tools run.
                        * Sandbox: Left alone: what it needs is not known for certain.
                        * Rules: 0 exactly, 1 in part, 0 not; nothing keeps what is missing
                        * Cursor's command line obeys .cursor/cli.json; its editor does not.
                        * An emergency bypass lifts the policy, not these files: take a line out by hand for that long.

                        | Rule | Effect | Said | As | Missing |
                        | --- | --- | --- | --- | --- |
                        | `permissions.commands.deny[curl *]` | deny | in part | `Shell(curl)` | the program by a path, or inside another command |
                        """);
    }

    @ParameterizedTest
    @CsvSource({
        "'', 'Say for whom: --target all, or some of claude-code, codex, gemini-cli, qwen-code, cursor, copilot.'",
        "--target=emacs, '''emacs'' is none of all, claude-code, codex, gemini-cli, qwen-code, cursor, copilot.'",
        "--target=all --managed, '--managed needs --output: these files do not belong into the project.'",
        "--target=all --hook=hook, '--hook needs the absolute path of countersign-hook, without spaces and quotes.'"
    })
    void wrong_usage_is_told(String options, String message) {
        Ran ran = Ran.in(folder, ("generate " + options).strip().split(" "));

        assertThat(ran)
                .isEqualTo(
                        new Ran(
                                2,
                                "",
                                "agent-policy generate: "
                                        + message
                                        + "\nTry 'agent-policy generate --help'.\n"));
    }

    @Test
    void a_policy_with_errors_writes_nothing() throws Exception {
        write(".agent-policy.yml", "version: \"2.1\"\nx: 1\n");

        assertThat(generate("all"))
                .isEqualTo(new Ran(2, "", ".agent-policy.yml:2:1: unknown key \"x\"\n"));
        assertThat(files().keySet()).containsExactly(".agent-policy.yml");
    }

    @Test
    void readiness_finds_the_hooks_in_force() throws Exception {
        generate("claude-code");

        assertThat(Ran.in(folder, "readiness").out()).contains("Claude Code asks before each tool");
    }

    @Test
    void the_example_in_the_readme_is_real() throws Exception {
        String readme =
                Files.readString(
                        Path.of(
                                System.getProperty("countersign.root", "../.."),
                                "decision-service/cli/README.md"));
        write(".agent-policy.yml", between(readme, "```yaml\n", "```"));

        Ran ran =
                Ran.with(
                        folder,
                        new Screen(110, false),
                        new byte[0],
                        "generate",
                        "--target",
                        "claude-code");

        assertThat(ran.out())
                .isEqualTo(
                        between(readme, "$ agent-policy generate --target claude-code\n", "```"));
    }

    private static String between(String text, String from, String to) {
        int begin = text.indexOf(from) + from.length();
        return text.substring(begin, text.indexOf(to, begin));
    }

    private Ran generate(String targets) {
        return Ran.in(folder, "generate", "--target", targets);
    }

    private void write(String path, String text) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private String read(String path) throws IOException {
        return Files.readString(folder.resolve(path));
    }

    /** Every file of the folder with its text. */
    private Map<String, String> files() throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.put(folder.relativize(file).toString(), Files.readString(file));
            }
        }
        return files;
    }
}
