package dev.countersign.policy.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ReachTest {

    static Stream<Arguments> expressions() {
        return Stream.of(
                argumentSet("a literal", "abc", List.of("abc"), 3),
                argumentSet("in another case", "(?i)ABC", List.of("abc"), 3),
                argumentSet("with what follows", "\\babc_[A-Za-z0-9]{36}\\b", List.of("abc_"), 40),
                argumentSet("what is not ASCII counts twice", "abc[^x]{5}", List.of("abc"), 13),
                argumentSet("any character counts twice", "abc.{5}", List.of("abc"), 13),
                argumentSet("one of some letters", "gh[po]_x", List.of("ghp_", "gho_"), 5),
                argumentSet("a range of letters", "x[1-3]y", List.of("x1", "x2", "x3"), 3),
                argumentSet("alternatives", "(?:AKIA|ASIA)[A-Z]{4}", List.of("akia", "asia"), 8),
                argumentSet("at least once", "(?:abc){1,3}", List.of("abc"), 9),
                argumentSet("a named group", "(?P<all>abc)", List.of("abc"), 3),
                argumentSet("an escaped sign", "a\\.b", List.of("a.b"), 3),
                argumentSet("a class that begins with a bracket", "abc[]x]", List.of("abc"), 4),
                argumentSet(
                        "as gitleaks writes them",
                        "(?i)[\\w.-]{0,50}?(?:acme)(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3}(?:=|:{1,3}=|=>)"
                                + "[\\x60'\"\\s=]{0,5}([a-z0-9]{32})(?:[\\x60'\"\\s;]|\\\\[nr]|$)",
                        List.of("acme"),
                        50 + 4 + 20 + 3 + 4 + 5 + 32 + 2),
                argumentSet("no end", "abc[a-z]+", List.of("abc"), 0),
                argumentSet("no end either", "abc[a-z]{2,}", List.of("abc"), 0),
                argumentSet("too wide to be worth it", "abc(?:[a-z]{100}){60}", List.of("abc"), 0),
                argumentSet("the keyword is not in it", "[a-f0-9]{32}", List.of("acme"), 0),
                argumentSet("not in every alternative", "abc|def", List.of("abc"), 0),
                argumentSet("it may be left out", "(?:abc)?def", List.of("abc"), 0),
                argumentSet("some of its letters may differ", "a[bx]c", List.of("abc"), 0),
                argumentSet("without keywords", "abc", List.of(), 0),
                argumentSet("not known here", "abc\\pL", List.of("abc"), 0),
                argumentSet("not known either", "\\Qabc\\E", List.of("abc"), 0));
    }

    @ParameterizedTest
    @MethodSource("expressions")
    void a_match_is_no_wider_than_that(String regex, List<String> keywords, int width) {
        assertThat(Reach.of(regex, keywords)).isEqualTo(width);
    }
}
