package dev.countersign.policy.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.policy.Judged;
import dev.countersign.policy.action.Fact;
import dev.countersign.policy.action.Opacity;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whatever an agent writes, the analyser answers, and keeps what it found. */
class FuzzTest {
    @Test
    void hostile_text_softens_nothing_that_stands_before_it() {
        HostileText.texts(20261121, 3_000).forEach(FuzzTest::check);
    }

    @Test
    @Tag("oracle")
    void much_hostile_text_softens_nothing_that_stands_before_it() {
        HostileText.texts(1L << 32, 60_000).parallel().forEach(FuzzTest::check);
    }

    @Test
    @Tag("oracle")
    void long_hostile_text_softens_nothing_that_stands_before_it() {
        HostileText.texts(1L << 33, 150)
                .flatMap(text -> Stream.of(16, 256, 4_096).map(text::repeat))
                .filter(text -> text.length() < 400_000)
                .forEach(FuzzTest::check);
    }

    private static void check(String text) {
        assertThat(Judged.facts(text).all()).as(text).isNotNull();
        assertThat(Judged.facts("rm -rf /data\n" + text).all())
                .as(text)
                .anyMatch(fact -> fact.show().equals("fs.delete.tree /data") || isInvalid(fact));
    }

    /** What is no text at all is refused as a whole. */
    private static boolean isInvalid(Fact fact) {
        return fact instanceof Fact.Opaque opaque && opaque.reason() == Opacity.INVALID_TEXT;
    }
}
