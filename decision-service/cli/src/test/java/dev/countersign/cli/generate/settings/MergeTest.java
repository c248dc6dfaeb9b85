package dev.countersign.cli.generate.settings;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MergeTest {
    private static final String FILE = "settings.json";
    private static final String PEOPLES = "{\n  \"deny\": [\n    \"theirs\"\n  ]\n}\n";

    @Test
    void a_crash_before_the_file_was_written_is_made_good() {
        Merged old = merged(PEOPLES, Trace.NONE, "old");
        Trace noted = old.trace().and(merged(text(old), old.trace(), "new").trace());

        Merged again = merged(text(old), noted, "new");

        assertThat(text(again))
                .isEqualTo(PEOPLES.replace("\"theirs\"", "\"theirs\",\n    \"new\""));
        assertThat(text(merged(text(again), again.trace()))).isEqualTo(PEOPLES);
    }

    @Test
    void a_crash_after_the_file_was_written_is_made_good() {
        Merged old = merged(PEOPLES, Trace.NONE, "old");
        Merged next = merged(text(old), old.trace(), "new");

        Merged again = merged(text(next), old.trace().and(next.trace()), "new");

        assertThat(again).isEqualTo(next);
        assertThat(text(merged(text(again), again.trace()))).isEqualTo(PEOPLES);
    }

    @Test
    void what_people_wrote_themselves_stays_when_the_rule_goes() {
        Merged same = merged(PEOPLES, Trace.NONE, "theirs");

        assertThat(same).isEqualTo(new Merged(Optional.of(PEOPLES), Trace.NONE, List.of()));
        assertThat(text(merged(PEOPLES, same.trace()))).isEqualTo(PEOPLES);
    }

    @Test
    void a_file_that_was_made_goes_with_the_last_rule() {
        Content one = content("x");
        Merged made = one.into(FILE, Optional.empty(), Trace.NONE);

        Merged gone = content().into(FILE, made.text(), made.trace());

        assertThat(gone).isEqualTo(new Merged(Optional.empty(), Trace.NONE, List.of()));
    }

    private static Merged merged(String text, Trace before, String... wanted) {
        return content(wanted).into(FILE, Optional.of(text), before);
    }

    private static Content content(String... wanted) {
        return Content.Part.of(
                List.of(wanted).stream()
                        .<Entry>map(one -> new Entry.Item(List.of("deny"), TextNode.valueOf(one)))
                        .toList());
    }

    private static String text(Merged merged) {
        return merged.text().orElseThrow();
    }
}
