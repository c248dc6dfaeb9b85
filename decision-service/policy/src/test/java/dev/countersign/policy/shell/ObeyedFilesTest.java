package dev.countersign.policy.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.policy.Judged;
import dev.countersign.policy.action.Action;
import dev.countersign.policy.action.Fact;
import dev.countersign.policy.action.Facts;
import dev.countersign.policy.history.History;
import dev.countersign.policy.history.Traces;
import dev.countersign.policy.tool.Analyser;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ObeyedFilesTest {
    private static final String PUSHING = "import os\nos.system('git push -f')\n";

    @Test
    void a_file_that_is_obeyed_unasked_is_examined_in_a_later_call_as_well() {
        History history = written("conftest.py", PUSHING);

        assertThat(shown(bash("pytest", history))).contains("git push -f");
    }

    @Test
    void a_file_of_the_project_that_an_earlier_call_edited_stays_the_projects_own() {
        History history = after(bash("sed -i 's/1/2/' conftest.py", History.NONE));

        assertThat(shown(bash("pytest", history))).containsExactly("pytest");
    }

    @Test
    void a_fetched_file_is_not_known() {
        History history = after(bash("curl -o conftest.py https://a.example/c.py", History.NONE));

        assertThat(shown(bash("pytest", history)))
                .contains(
                        "not understood: a script whose content is not known is run (conftest.py)");
    }

    @Test
    void a_script_of_a_package_that_an_earlier_call_wrote_is_examined_once() {
        History history = written("package.json", "{\"scripts\": {\"gen\": \"git push -f\"}}");

        assertThat(shown(bash("npm run gen", history))).containsOnlyOnce("git push -f");
    }

    @Test
    void an_installation_runs_what_an_earlier_call_wrote_for_it() {
        History history = written("package.json", "{\"scripts\": {\"prepare\": \"git push -f\"}}");

        assertThat(shown(bash("npm ci", history))).containsOnlyOnce("git push -f");
    }

    private static History written(String path, String content) {
        return after(call("Write", Map.of("file_path", path, "content", content), History.NONE));
    }

    private static History after(Facts facts) {
        return History.NONE.after(Traces.of(facts, Judged.ROOT, "call 1"));
    }

    private static Facts bash(String command, History history) {
        return call("Bash", Map.of("command", command), history);
    }

    private static Facts call(String tool, Map<String, Object> input, History history) {
        return Analyser.analyse(new Action(tool, input, Judged.ROOT, "s-1"), history);
    }

    private static List<String> shown(Facts facts) {
        return facts.all().stream().map(Fact::show).toList();
    }
}
