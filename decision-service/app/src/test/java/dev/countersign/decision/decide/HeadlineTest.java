package dev.countersign.decision.decide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.countersign.policy.action.Action;
import dev.countersign.policy.history.History;
import dev.countersign.policy.tool.Analyser;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class HeadlineTest {

    @ParameterizedTest
    @MethodSource
    void one_plain_sentence_says_what_would_happen(
            String tool, Map<String, Object> input, String sentence) {
        var facts = Analyser.analyse(new Action(tool, input, "/home/dev/app", "s-1"), History.NONE);

        assertThat(Headline.of(facts)).isEqualTo(sentence);
    }

    static Stream<Arguments> one_plain_sentence_says_what_would_happen() {
        return Stream.of(
                argumentSet(
                        "a file is written",
                        "Write",
                        Map.of("file_path", "/home/dev/app/package.json", "content", "{}\n"),
                        "Writes /home/dev/app/package.json"),
                argumentSet(
                        "a tree is deleted",
                        "Bash",
                        Map.of("command", "rm -rf /data/ledger"),
                        "Deletes everything in /data/ledger"),
                argumentSet(
                        "history is overwritten",
                        "Bash",
                        Map.of("command", "git push --force origin topic"),
                        "Overwrites remote history by a forced push: topic"),
                argumentSet(
                        "a program runs", "Bash", Map.of("command", "npm test"), "Runs npm test"));
    }
}
