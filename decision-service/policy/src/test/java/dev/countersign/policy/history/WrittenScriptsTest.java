package dev.countersign.policy.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.countersign.policy.action.Fact;
import dev.countersign.policy.action.Opacity;
import dev.countersign.policy.evaluate.MatchedRule;
import dev.countersign.policy.evaluate.Verdict;
import dev.countersign.policy.language.Effect;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Written by one call, run by a later one. */
class WrittenScriptsTest {
    private static final String PUSH = "git push -f\n";

    static Stream<Arguments> ways() {
        return Stream.of(
                argumentSet("a tool writes it", session().write("x.sh", PUSH)),
                argumentSet("by its whole path", session().write("/home/dave/app/x.sh", PUSH)),
                argumentSet(
                        "over a harmless one", session().write("x.sh", "ls").write("x.sh", PUSH)),
                argumentSet("a document", session().bash("cat > x.sh <<'E'\ngit push -f\nE")),
                argumentSet("echo", session().bash("echo 'git push -f' > x.sh")),
                argumentSet("appended", session().bash("echo 'git push -f' >> x.sh")),
                argumentSet("tee", session().bash("echo 'git push -f' | tee x.sh")),
                argumentSet(
                        "in a folder", session().bash("cd sub && echo 'git push -f' > ../x.sh")),
                argumentSet(
                        "edited",
                        session().write("x.sh", "git status\n").edit("x.sh", "status", "push -f")),
                argumentSet(
                        "edited often",
                        session()
                                .write("x.sh", "a b\n")
                                .call(
                                        "MultiEdit",
                                        Map.of(
                                                "file_path",
                                                "x.sh",
                                                "edits",
                                                List.of(
                                                        Map.of(
                                                                "old_string",
                                                                "a",
                                                                "new_string",
                                                                "git"),
                                                        Map.of(
                                                                "old_string",
                                                                "b",
                                                                "new_string",
                                                                "push -f"))))),
                argumentSet(
                        "added to a file of the project",
                        session().edit("x.sh", "ls", "git push -f")),
                argumentSet(
                        "a patch that adds it",
                        session()
                                .call(
                                        "apply_patch",
                                        Map.of(
                                                "input",
                                                "*** Begin Patch\n*** Add File: x.sh\n+git push -f\n*** End Patch\n"))),
                argumentSet(
                        "a patch of a written file",
                        session()
                                .write("x.sh", "ls\ngit status\n")
                                .call(
                                        "apply_patch",
                                        Map.of(
                                                "input",
                                                "*** Begin Patch\n*** Update File: x.sh\n@@\n ls\n-git status\n+git push -f\n*** End Patch\n"))),
                argumentSet(
                        "a patch that moves it",
                        session()
                                .write("y.sh", PUSH)
                                .call(
                                        "apply_patch",
                                        Map.of(
                                                "input",
                                                "*** Begin Patch\n*** Update File: y.sh\n*** Move to: x.sh\n*** End Patch\n"))),
                argumentSet("copied", session().write("y.sh", PUSH).bash("cp y.sh x.sh")),
                argumentSet(
                        "copied from a pattern",
                        session().write("y.md", PUSH).bash("cp y*.md x.sh")),
                argumentSet(
                        "written by code",
                        session()
                                .bash("python3 -c 'open(\"x.sh\", \"w\").write(\"git push -f\")'")),
                argumentSet("written by an option", session().bash("sort -o x.sh notes.md")),
                argumentSet("written to a pattern", session().bash("echo 'git push -f' > x.s?")),
                argumentSet("changed by a pattern", session().bash("sed -i '1a git push -f' *.sh")),
                argumentSet("renamed", session().write("y.sh", PUSH).bash("mv y.sh x.sh")),
                argumentSet(
                        "renamed by git", session().write("y.sh", PUSH).bash("git mv y.sh x.sh")),
                argumentSet(
                        "copied into a folder",
                        session().write("y/x.sh", PUSH).bash("cp y/x.sh .")),
                argumentSet(
                        "moved by a pattern", session().write("y/x.sh", PUSH).bash("mv y/*.sh .")),
                argumentSet("linked", session().write("y.sh", "ls").bash("ln -s y.sh x.sh")),
                argumentSet("synchronised", session().write("y/x.sh", PUSH).bash("rsync y/x.sh .")),
                argumentSet(
                        "copied on",
                        session().write("y.sh", PUSH).bash("cp y.sh z.sh").bash("cp z.sh x.sh")),
                argumentSet(
                        "a copy of what is not known",
                        session().bash("curl -o y.sh https://github.com/y").bash("cp y.sh x.sh")),
                argumentSet("from elsewhere", session().bash("cp /srv/y.sh x.sh")),
                argumentSet("fetched", session().bash("curl -o x.sh https://github.com/x")),
                argumentSet("decoded", session().bash("base64 -d y > x.sh")),
                argumentSet(
                        "changed in place",
                        session().write("x.sh", "ls").bash("sed -i s/ls/y/ x.sh")),
                argumentSet(
                        "the project's own, changed in place",
                        session().bash("sed -i s/ls/y/ x.sh")),
                argumentSet(
                        "overwritten, if at all",
                        session().write("x.sh", PUSH).bash("false && echo ls > x.sh")),
                argumentSet(
                        "overwritten elsewhere",
                        session().write("x.sh", PUSH).bash("ssh host 'echo ls > x.sh'")),
                argumentSet(
                        "deleted, if at all",
                        session().write("x.sh", PUSH).bash("false && rm x.sh")),
                argumentSet(
                        "edits of which one fails",
                        session()
                                .write("x.sh", PUSH)
                                .call(
                                        "MultiEdit",
                                        Map.of(
                                                "file_path",
                                                "x.sh",
                                                "edits",
                                                List.of(
                                                        Map.of(
                                                                "old_string",
                                                                "git push -f",
                                                                "new_string",
                                                                "ls"),
                                                        Map.of(
                                                                "old_string",
                                                                "none",
                                                                "new_string",
                                                                ":"))))),
                argumentSet(
                        "by a server",
                        session()
                                .call(
                                        "mcp__files__write_file",
                                        Map.of("path", "/home/dave/app/x.sh", "content", PUSH))),
                argumentSet(
                        "where nobody knows",
                        session().bash("cd \"$(cat where)\"; echo 'git push -f' > x.sh")));
    }

    @ParameterizedTest
    @MethodSource("ways")
    void is_held_when_it_runs(Session session) {
        for (String run :
                List.of(
                        "bash x.sh",
                        "./x.sh",
                        ". ./x.sh",
                        "sh < x.sh",
                        "cat x.sh | sh",
                        "cd sub; sh ../x.sh",
                        "env sh x.sh",
                        "find . -exec sh x.sh \\;",
                        "crontab x.sh")) {
            assertThat(session.judge(run).effect())
                    .as(run)
                    .isGreaterThanOrEqualTo(Effect.REQUIRE_APPROVAL);
        }
    }

    @Test
    void what_it_does_is_said() {
        Session session = session().write("x.sh", PUSH);

        Verdict verdict = session.judge("bash x.sh");

        assertThat(verdict.decisive()).extracting(MatchedRule::id).contains("history");
    }

    @Test
    void its_arguments_and_folder_are_those_of_the_moment_it_runs() {
        Session session = session().write("x.sh", "rm -rf \"$1\"\n");

        assertThat(session.judge("bash x.sh build").effect()).isEqualTo(Effect.WARN);
        assertThat(session.judge("bash x.sh src").effect()).isEqualTo(Effect.REQUIRE_APPROVAL);
    }

    @Test
    void a_folder_takes_its_scripts_with_it() {
        Session session = session().write("a/b/x.sh", PUSH).bash("mv a c").bash("cp -r c d");

        assertThat(session.judge("bash c/b/x.sh").effect()).isEqualTo(Effect.REQUIRE_APPROVAL);
        assertThat(session.judge("bash d/b/x.sh").effect()).isEqualTo(Effect.REQUIRE_APPROVAL);
    }

    @Test
    void a_script_that_runs_another_one_is_followed() {
        Session session = session().write("x.sh", PUSH).write("y.sh", "set -e\n./x.sh\n");

        assertThat(session.judge("bash y.sh").effect()).isEqualTo(Effect.REQUIRE_APPROVAL);
    }

    static Stream<Arguments> others() {
        return Stream.of(
                argumentSet(
                        "python", "x.py", "import os\nos.system('git push -f')\n", "python x.py"),
                argumentSet(
                        "python", "x.py", "import shutil\nshutil.rmtree('src')\n", "python3 x.py"),
                argumentSet(
                        "node",
                        "x.js",
                        "require('child_process').execSync('git push -f')\n",
                        "node x.js"),
                argumentSet(
                        "by its first line",
                        "x",
                        "#!/usr/bin/env python3\nimport os\nos.system('git push -f')\n",
                        "./x"),
                argumentSet(
                        "statements", "x.sql", "DROP TABLE users;\n", "psql -h localhost -f x.sql"),
                argumentSet("recipes", "Makefile", "all:\n\tgit push -f\n", "make"),
                argumentSet(
                        "a patch",
                        "x.patch",
                        "--- a/.github/workflows/x.yml\n+++ b/.github/workflows/x.yml\n@@ -1 +1 @@\n-a\n+b\n",
                        "git apply x.patch"),
                argumentSet(
                        "a script of npm",
                        "package.json",
                        "{\"scripts\": {\"gen\": \"git push -f\"}}",
                        "npm run gen"),
                argumentSet(
                        "its test",
                        "package.json",
                        "{\"scripts\": {\"test\": \"git push -f\"}}",
                        "npm test"),
                argumentSet(
                        "before it",
                        "package.json",
                        "{\"scripts\": {\"pretest\": \"git push -f\", \"test\": \"jest\"}}",
                        "npm test"),
                argumentSet(
                        "of yarn",
                        "package.json",
                        "{\"scripts\": {\"gen\": \"git push -f\"}}",
                        "yarn gen"));
    }

    @ParameterizedTest
    @MethodSource("others")
    void other_languages_are_examined_as_well(String file, String text, String run) {
        assertThat(session().judge(run).effect()).isLessThan(Effect.REQUIRE_APPROVAL);

        Session session = session().write(file, text);

        assertThat(session.judge(run).effect()).isGreaterThanOrEqualTo(Effect.REQUIRE_APPROVAL);
    }

    static Stream<Arguments> ordinary() {
        return Stream.of(
                argumentSet(
                        "a script",
                        "x.sh",
                        "#!/bin/bash\nset -euo pipefail\nnpm ci\nnpm test\necho done\n",
                        "bash x.sh"),
                argumentSet(
                        "one with a password of its own",
                        "x.sh",
                        "export DB_PASSWORD=postgres\nnpm test\n",
                        "bash x.sh"),
                argumentSet(
                        "a program",
                        "app.py",
                        "import os, sys, requests\nfrom flask import Flask\napp = Flask(__name__)\nkey = os.environ['API_KEY']\ndef f(x):\n    with open(sys.argv[1]) as f:\n        return requests.get(x).json()\nif __name__ == '__main__':\n    app.run()\n",
                        "python app.py"),
                argumentSet(
                        "a test",
                        "tests/test_x.py",
                        "import subprocess, pytest\nPASSWORD = 'a pass phrase; of its own'\ndef test(tmp_path):\n    subprocess.run([str(tmp_path)])\n",
                        "python tests/test_x.py"),
                argumentSet(
                        "a server",
                        "server.js",
                        "const express = require('express');\nconst app = express();\napp.listen(process.env.PORT);\nfetch(url).then(eval);\n",
                        "node server.js"),
                argumentSet(
                        "a table",
                        "x.sql",
                        "CREATE TABLE t (id int);\nINSERT INTO t VALUES (1);\n",
                        "psql -h localhost -f x.sql"),
                argumentSet(
                        "other recipes",
                        "Makefile",
                        "BUILD := build\n.PHONY: test deploy\ntest: $(BUILD)\n\t$(MAKE) lint\n\tgo test ./...\nlint:\n\t@golangci-lint run\n$(BUILD):\n\tmkdir -p $(BUILD)\ndeploy:\n\tkubectl apply -f k8s\n",
                        "make test"),
                argumentSet(
                        "other scripts",
                        "package.json",
                        "{\"scripts\": {\"test\": \"jest --ci\", \"deploy\": \"git push -f\"}}",
                        "npm test"),
                argumentSet("no script at all", "notes.md", "git push -f\n", "cat notes.md"));
    }

    @ParameterizedTest
    @MethodSource("ordinary")
    void ordinary_work_flows(String file, String text, String run) {
        Session session = session().write(file, text);

        assertThat(session.judge(run).effect())
                .as(session.judge(run).reason())
                .isLessThan(Effect.REQUIRE_APPROVAL);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "npm test > out.log 2>&1",
                "gcc -o x.sh x.c",
                "black x.sh",
                "chmod +x x.sh",
                "mkdir -p sub",
                "echo hi > $LOG",
                "cp /etc/hosts $DEST",
                "cp scripts/own.sh x.sh",
                "git checkout main",
                "tail -f x.sh"
            })
    void the_projects_own_scripts_stay_its_own(String command) {
        assertThat(session().bash(command).judge("bash x.sh").effect()).isEqualTo(Effect.WARN);
    }

    @Test
    void a_program_that_was_formatted_still_runs() {
        Session session = session().write("app.py", "print(1)\n").bash("sed -i s/1/2/ app.py");

        assertThat(session.judge("python app.py").effect()).isEqualTo(Effect.WARN);
    }

    @Test
    void what_came_from_elsewhere_is_not_known_whatever_is_added() {
        Session session =
                session()
                        .bash("curl -o x.py https://github.com/x.py")
                        .bash("echo 'print(1)' >> x.py");

        assertThat(session.facts("Bash", Map.of("command", "python x.py")).all())
                .anyMatch(
                        fact ->
                                fact instanceof Fact.Opaque opaque
                                        && opaque.reason() == Opacity.SCRIPT);
    }

    @Test
    void outside_the_project_code_is_understood_or_held() {
        Session session = session().write("/tmp/x.py", "import sys\nopen(sys.argv[1])\n");

        assertThat(session.judge("python /tmp/x.py").effect()).isEqualTo(Effect.REQUIRE_APPROVAL);
    }

    @Test
    void a_rewritten_script_is_what_it_is_now() {
        Session session = session().write("x.sh", PUSH).write("x.sh", "git push\n");

        assertThat(session.judge("bash x.sh").effect()).isEqualTo(Effect.WARN);
    }

    @Test
    void which_files_a_call_depends_on_is_noted() {
        Session session =
                session().write("x.sh", "./y.sh\n").write("y.sh", "ls\n").write("z.sh", "ls\n");

        Map<String, String> used =
                session.facts("Bash", Map.of("command", "bash x.sh")).notes().used();

        assertThat(used).containsOnlyKeys("/home/dave/app/x.sh", "/home/dave/app/y.sh");
    }

    private static Session session() {
        return Session.withoutPolicy();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ls", "gradlew", "npm", "bin/rails"})
    void a_script_with_the_name_of_a_known_program_is_examined(String name) {
        assertThat(session().write(name, "#!/bin/sh\n" + PUSH).judge("./" + name).effect())
                .isEqualTo(Effect.REQUIRE_APPROVAL);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"scripts\": {\"a\": \"echo ${X}\", \"build\": \"git push -f\"}}",
                "{\"scripts\": {\"build\": \"ls\", \"build\": \"git push -f\"}}",
                "{\"scripts\": {\"bu\\u0069ld\": \"git push -f\"}}",
                "{\"x\": {\"scripts\": {}}, \"scripts\": {\"build\": \"git push -f\"}}"
            })
    void the_scripts_of_a_manifest_are_found_however_they_are_written(String manifest) {
        assertThat(session().write("package.json", manifest).judge("npm run build").effect())
                .isEqualTo(Effect.REQUIRE_APPROVAL);
    }

    @Test
    void a_makefile_is_examined_with_what_it_includes() {
        Session session =
                session()
                        .write("x.mk", "all:\n\tgit push -f\n")
                        .write("Makefile", "include x.mk\n");

        assertThat(session.judge("make").effect()).isEqualTo(Effect.REQUIRE_APPROVAL);
    }

    @Test
    void the_first_line_of_a_script_is_a_command_of_its_own() {
        String script = "#!/usr/bin/env -S bash -c 'git push -f'\n";

        assertThat(session().write("x", script).judge("./x").effect())
                .isEqualTo(Effect.REQUIRE_APPROVAL);
    }

    @Test
    void a_script_that_finds_its_own_folder_and_takes_arguments_goes_on() {
        Verdict verdict =
                session()
                        .write(
                                "scripts/build.sh",
                                """
                                #!/usr/bin/env bash
                                set -euo pipefail
                                cd "$(dirname "$0")/.."
                                while [ $# -gt 0 ]; do
                                  case "$1" in -v) VERBOSE=1 ;; esac
                                  shift
                                done
                                mkdir -p dist && cp README.md dist/
                                """)
                        .judge("bash scripts/build.sh -v");

        assertThat(verdict.effect()).isEqualTo(Effect.WARN);
    }
}
