package dev.countersign.policy.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeywordsTest {

    @Test
    void every_occurrence_is_told_also_those_within_others() {
        assertThat(found(List.of("he", "she", "his", "hers"), "ushers"))
                .containsExactly("1-4", "2-4", "2-6");
    }

    @Test
    void letter_case_does_not_count() {
        assertThat(found(List.of("key", "ä"), "KEY kEy Ä")).containsExactly("0-3", "4-7", "8-9");
    }

    @Test
    void a_word_begins_anew_where_another_broke_off() {
        assertThat(found(List.of("aab"), "aaab aabaab")).containsExactly("1-4", "5-8", "8-11");
    }

    @Test
    void without_words_there_is_nothing_to_find() {
        assertThat(found(List.of(), "anything")).isEmpty();
    }

    private static List<String> found(List<String> words, String text) {
        var found = new ArrayList<String>();
        new Keywords(words).find(text, (word, from, to) -> found.add(from + "-" + to));
        return found;
    }
}
