package dev.countersign.policy.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.policy.language.Effect;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What does not fit is not known, never harmless. */
class LimitsTest {

    @Test
    void a_long_text_is_forgotten_and_its_file_held() {
        Session session = Session.withoutPolicy().write("x.sh", "ls\n".repeat(30_000));

        assertThat(session.history().file("/home/dave/app/x.sh").orElseThrow().text()).isEmpty();
        assertThat(session.judge("bash x.sh").effect()).isEqualTo(Effect.REQUIRE_APPROVAL);
    }

    @Test
    void so_are_texts_past_what_a_session_may_keep() {
        Session session = Session.withoutPolicy();
        for (int i = 0; i < 30; i++) {
            session.write("x" + i + ".sh", "echo " + "x".repeat(60_000));
        }

        assertThat(session.history().characters()).isLessThanOrEqualTo(Limits.MOST_TEXT);
        assertThat(session.judge("bash x0.sh").effect()).isEqualTo(Effect.WARN);
        assertThat(session.judge("bash x29.sh").effect()).isEqualTo(Effect.REQUIRE_APPROVAL);
    }

    @Test
    void past_so_many_files_every_other_one_could_be_written() {
        Map<String, RememberedFile> many =
                IntStream.range(0, 3_000)
                        .boxed()
                        .collect(Collectors.toMap(i -> "/r/" + i, i -> RememberedFile.of("ls")));

        Traces fitting = Limits.fitting(new Traces(Set.of(), many, Set.of()), History.NONE);
        History history = History.NONE.after(fitting);

        assertThat(history.files()).hasSize(Limits.MOST_FILES + 1);
        assertThat(history.file("/r/none").orElseThrow().text()).isEmpty();
    }

    @Test
    void past_so_many_labels_any_file_could_be_meant() {
        Set<String> many =
                IntStream.range(0, 3_000).mapToObj(i -> "wrote:" + i).collect(Collectors.toSet());

        Traces fitting = Limits.fitting(new Traces(many, Map.of(), Set.of()), History.NONE);

        assertThat(fitting.labels())
                .hasSize(Limits.MOST_LABELS + 1)
                .contains(Labels.WROTE_ANYTHING);
    }

    @Test
    void a_word_finds_its_place_whatever_was_written() {
        Set<String> many =
                IntStream.range(0, 3_000).mapToObj(i -> "wrote:" + i).collect(Collectors.toSet());
        History full =
                History.NONE.after(
                        Limits.fitting(new Traces(many, Map.of(), Set.of()), History.NONE));

        assertThat(Limits.fitting(Traces.label(Labels.READ_SECRET), full).labels())
                .containsExactly("read:secret");
    }

    @Test
    void what_is_known_already_is_nothing_new() {
        var files = new HashMap<String, RememberedFile>();
        files.put("/r/x", RememberedFile.of("ls"));
        var traces = new Traces(Set.of("wrote:x"), files, Set.of("/r/y"));
        History history = History.NONE.after(traces);

        assertThat(Limits.fitting(traces, history).isEmpty()).isTrue();
    }
}
