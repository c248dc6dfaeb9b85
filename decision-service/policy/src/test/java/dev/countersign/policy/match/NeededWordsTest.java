package dev.countersign.policy.match;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NeededWordsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            textBlock =
                    """
                    select                         ; select
                    (?i)SELECT\\s+x              ; select
                    \\bverify\\s*=\\s*False\\b ; verify
                    ab+cde                         ; cde
                    pass(wor)?d                    ; pass
                    colou{0,1}rs                   ; colo
                    abc{2}def                      ; abc
                    x\\.exec\\(                ; x.exec(
                    [sr]k_live_[A-Z]{20}           ; k_live_
                    \\bnew BinaryFormatter\\(  ; new binaryformatter(
                    (token|key)s?=1                ; token
                    a{x}bc                         ; a{x}bc
                    """)
    void a_match_holds_the_longest_certain_text(String regex, String word) {
        assertThat(NeededWords.of(regex)).contains(word);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "abc|d",
                "(abc)?",
                "[abc]{5}",
                "\\w+\\d",
                ".*",
                "a",
                "(?:abc)*x",
                "\\Qabc\\E",
                "(?i)"
            })
    void what_may_be_without_any_text_needs_none(String regex) {
        assertThat(NeededWords.of(regex)).isEmpty();
    }

    @Test
    void of_alternatives_each_has_a_word() {
        assertThat(NeededWords.of("(md5|sha-?1)\\(|crypt"))
                .isEqualTo(Set.of("md5", "sha", "crypt"));
        assertThat(NeededWords.of("(select|insert)\\s|\\b(delete|update)\\b"))
                .isEqualTo(Set.of("select", "insert", "delete", "update"));
    }

    @Test
    void letters_of_other_alphabets_that_fold_are_found() {
        var pattern = new LinePattern(Pattern.compile("(?i)select"));

        assertThat(pattern.isIn(List.of("x", "SELECT 1"))).isTrue();
        assertThat(pattern.isIn(List.of("\u017felect 1"))).isTrue();
        assertThat(pattern.isIn(List.of("elect 1"))).isFalse();
    }
}
