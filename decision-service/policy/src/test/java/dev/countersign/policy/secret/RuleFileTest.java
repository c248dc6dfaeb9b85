package dev.countersign.policy.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RuleFileTest {

    @Test
    void a_file_in_the_gitleaks_format_is_used_as_it_is() {
        var scanner =
                scanner(
                        """
                        # what acme's services issue
                        title = "acme"
                        minVersion = "v8.25.0"

                        [[allowlists]]
                        description = "samples"
                        targetRules = ["acme-key"]
                        regexes = ['''EXAMPLE$''']

                        [[rules]]
                        id = "acme-key"
                        description = "A key of acme"
                        regex = '''(?i)\\b(acme)_([a-z0-9]{16})\\b'''
                        secretGroup = 2
                        entropy = 2.5
                        keywords = [
                            "acme_",   # in every match
                        ]
                        tags = ["key", "acme"]

                        [[rules.allowlists]]
                        condition = "AND"
                        regexTarget = "line"
                        regexes = ["^#"]
                        stopwords = ["TEST"]

                        [[rules]]
                        id = "acme-store"
                        path = '(?i)\\.acmestore$'
                        """);

        assertThat(scanner.find("key: acme_k3j5h2g9d8s7a6p4", ""))
                .containsExactly(new Span(10, 26, "acme-key"));
        assertThat(scanner.find("key: acme_aaaaaaaaaaaaaaaa", "")).isEmpty();
        assertThat(scanner.find("key: acme_k3j5h2g9dEXAMPLE", "")).isEmpty();
        assertThat(scanner.find("# acme_k3j5h2g9test7a6p", "")).isEmpty();
        assertThat(scanner.find("# acme_k3j5h2g9d8s7a6p4", "")).hasSize(1);
        assertThat(scanner.find("key: acme_k3j5h2g9testa6p4", "")).hasSize(1);
        assertThat(scanner.find("whatever", "/home/dave/keys.AcmeStore"))
                .containsExactly(new Span(0, 8, "acme-store"));
    }

    @Test
    void without_a_group_the_first_that_is_not_empty_is_the_secret() {
        var scanner =
                scanner(
                        """
                        [[rules]]
                        id = "either"
                        regex = 'a:(x[0-9]+)?|b:(y[0-9]+)'
                        keywords = ["a:", "b:"]
                        """);

        assertThat(scanner.find("b:y12", "")).containsExactly(new Span(2, 5, "either"));
        assertThat(scanner.find("a:", "")).containsExactly(new Span(0, 2, "either"));
    }

    @Test
    void an_older_single_allowlist_is_understood_and_paths_need_a_file() {
        var scanner =
                scanner(
                        """
                        [allowlist]
                        paths = ["/fixtures/"]
                        [[rules]]
                        id = "n"
                        regex = "n[0-9]{4}"
                        [rules.allowlist]
                        regexes = ["n0000"]
                        commits = ["abc"]
                        """);

        assertThat(scanner.find("n1234 n0000", "")).containsExactly(new Span(0, 5, "n"));
        assertThat(scanner.find("n1234", "/a/fixtures/b")).isEmpty();
        assertThat(scanner.find("n1234", "/a/b")).hasSize(1);
    }

    static Stream<Arguments> errors() {
        return Stream.of(
                argumentSet(
                        "look-ahead",
                        "[[rules]]\nid = \"a\"\nregex = '''abc(?=d)'''",
                        "f.toml:3:15: no expression in the syntax of RE2: invalid or unsupported Perl syntax: (?="),
                argumentSet(
                        "a back-reference",
                        "[[rules]]\nid = \"a\"\nregex = '(a)\\1'",
                        "f.toml:3:13: no expression in the syntax of RE2: invalid escape sequence: \\1"),
                argumentSet(
                        "a possessive quantifier in a list",
                        "[[rules]]\nid = 'a'\nregex = 'a'\n[[rules.allowlists]]\nregexes = [\n  'b',\n  'x++',\n]",
                        "f.toml:7:5: no expression in the syntax of RE2: invalid nested repetition operator: ++"),
                argumentSet(
                        "an unknown key",
                        "[[rules]]\nid = \"a\"\nregex = 'a'\nkeyword = ['a']",
                        "f.toml:4:1: \"keyword\" is not known here; known are allowlist, allowlists,"
                                + " description, entropy, id, keywords, path, regex, secretGroup, tags"),
                argumentSet(
                        "extend",
                        "[extend]\nuseDefault = true\n[[rules]]\nid = 'a'\nregex = 'a'",
                        "f.toml:1:2: [extend] is not supported: a file stands for itself, beside the"
                                + " rules that Countersign ships; copy what you need into it"),
                argumentSet(
                        "a group that is not there",
                        "[[rules]]\nid = 'a'\nregex = '(a)'\nsecretGroup = 2",
                        "f.toml:4:1: the regex has no group 2"),
                argumentSet(
                        "two rules of one name",
                        "[[rules]]\nid = 'a'\nregex = 'a'\n[[rules]]\nid = 'a'\nregex = 'b'",
                        "f.toml:5:1: there is another rule a"),
                argumentSet(
                        "nothing to find",
                        "[[rules]]\nid = 'a'",
                        "f.toml:1:3: a rule needs a regex, a path or both"),
                argumentSet(
                        "an allowlist without criteria",
                        "[[rules]]\nid = 'a'\nregex = 'a'\n[rules.allowlist]\ndescription = 'x'",
                        "f.toml:4:1: an allowlist needs regexes, stopwords or paths"),
                argumentSet(
                        "a wrong kind of value",
                        "[[rules]]\nid = 'a'\nregex = 'a'\nkeywords = 'a'\nentropy = 'high'",
                        "f.toml:4:12: \"keywords\" takes a list of texts\n"
                                + "f.toml:5:11: \"entropy\" takes a number from 0 up"),
                argumentSet(
                        "a target that is no rule",
                        "[[rules]]\nid = 'a'\nregex = 'a'\n[[allowlists]]\ntargetRules = ['b']\nregexes = ['x']",
                        "f.toml:5:1: there is no rule b"),
                argumentSet(
                        "a condition that is none",
                        "[[rules]]\nid = 'a'\nregex = 'a'\n[[rules.allowlists]]\ncondition = 'XOR'\nregexes = ['x']",
                        "f.toml:5:1: \"condition\" takes one of OR, AND, ||, &&"),
                argumentSet(
                        "no rules",
                        "title = 'x'",
                        "f.toml:1:1: a file of secret rules needs [[rules]]"),
                argumentSet(
                        "no TOML",
                        "[[rules]]\nid = \nregex = 'a'",
                        "f.toml:2:6: a value is expected here"));
    }

    @ParameterizedTest
    @MethodSource("errors")
    void every_error_says_where_it_is(String toml, String message) {
        assertThatThrownBy(() -> SecretRules.read("f.toml", toml))
                .isInstanceOf(RuleFileErrors.class)
                .hasMessage(message);
    }

    @Test
    void rules_of_an_organisation_stand_beside_the_shipped_ones() {
        var own =
                SecretRules.read(
                        "own.toml",
                        "[[rules]]\nid = 'own'\nregex = 'own-[0-9]{4}'\nkeywords = ['own-']");

        List<Span> found =
                new SecretScanner(SecretRules.shipped().and(own))
                        .find(MadeUp.text("own-1234 npm_{alnum:36}"), "");

        assertThat(found).extracting(Span::kind).containsExactlyInAnyOrder("own", "npm-token");
    }

    @Test
    void a_text_that_costs_too_much_is_a_secret_as_a_whole() {
        var scanner =
                scanner("[[rules]]\nid = 'a'\nregex = 'a+b'\n[[rules]]\nid = 'b'\nregex = 'b+a'");
        String text = "c".repeat(9 << 20);

        assertThat(scanner.find(text, ""))
                .containsExactly(new Span(0, text.length(), SecretScanner.UNEXAMINED));
    }

    private static SecretScanner scanner(String toml) {
        return new SecretScanner(SecretRules.read("f.toml", toml));
    }
}
