package dev.countersign.policy.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TomlReaderTest {

    static Stream<Arguments> values() {
        return Stream.of(
                argumentSet("basic text", "\"a\\t\\u00e4\\\"\\\\\"", "a\tä\"\\"),
                argumentSet("literal text", "'a\\t\"'", "a\\t\""),
                argumentSet("long basic text", "\"\"\"\na \"b\" \\\n    c\"\"\"", "a \"b\" c"),
                argumentSet("long literal text", "'''\n'a' \\d\nb'''", "'a' \\d\nb"),
                argumentSet("quotes at the end of a long text", "'''a'''''", "a''"),
                argumentSet("a number", "1_000", 1000.0),
                argumentSet("a fraction", "-3.5", -3.5),
                argumentSet("true", "true", true),
                argumentSet("a list", "[1, 'b', # c\n true,\n]", List.of(1.0, "b", true)),
                argumentSet("an empty list", "[]", List.of()),
                argumentSet(
                        "a table in braces",
                        "{a = 1, b.c = 'd'}",
                        Map.of("a", 1.0, "b", Map.of("c", "d"))),
                argumentSet("an empty table in braces", "{}", Map.of()));
    }

    @ParameterizedTest
    @MethodSource("values")
    void reads_every_kind_of_value(String toml, Object value) throws Exception {
        assertThat(plain(TomlReader.read("key = " + toml + " # comment\n")))
                .isEqualTo(Map.of("key", value));
    }

    @Test
    void headers_open_tables_and_lists_of_tables() throws Exception {
        String toml =
                """
                top = 1
                [a.b]
                c = 2
                'd e'.f = 3
                [a]
                g = 4
                [[list]]
                h = 5
                [[list.inner]]
                i = 6
                [[list]]
                """;

        assertThat(plain(TomlReader.read(toml.replace("\n", "\r\n"))))
                .isEqualTo(
                        Map.of(
                                "top",
                                1.0,
                                "a",
                                Map.of("b", Map.of("c", 2.0, "d e", Map.of("f", 3.0)), "g", 4.0),
                                "list",
                                List.of(
                                        Map.of("h", 5.0, "inner", List.of(Map.of("i", 6.0))),
                                        Map.of())));
    }

    static Stream<Arguments> malformed() {
        return Stream.of(
                argumentSet("no value", "a =", 3, "a value is expected here"),
                argumentSet("no end", "a = 'b\nc'", 4, "this text has no end"),
                argumentSet("twice", "a = 1\na = 2", 6, "a is given twice"),
                argumentSet("table twice", "[a]\n[a]", 5, "a is given twice"),
                argumentSet(
                        "a value as a table",
                        "a = 1\n[a.b]",
                        7,
                        "a is no table that can be added to"),
                argumentSet("more on the line", "a = 1 b = 2", 6, "the line should end here"),
                argumentSet("no key", "= 1", 0, "a key is expected here"),
                argumentSet("open list", "a = [1 2]", 7, "\",\" or \"]\" is expected here"),
                argumentSet(
                        "a date",
                        "a = 2026-11-20",
                        4,
                        "2026-11-20 is no text, decimal number, true or false"),
                argumentSet(
                        "a regex in double quotes",
                        "a = \"\\d\"",
                        5,
                        "there is no escape \\d; write '…' for text as it is"),
                argumentSet(
                        "endless nesting",
                        "a = " + "[".repeat(100_000),
                        36,
                        "this is nested too deeply"));
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void says_where_it_is_no_toml(String toml, int at, String what) {
        var error = catchThrowableOfType(TomlReader.Malformed.class, () -> TomlReader.read(toml));

        assertThat(error.at).isEqualTo(at);
        assertThat(error.what).isEqualTo(what);
    }

    private static Object plain(Toml value) {
        return switch (value) {
            case Toml.Text text -> text.value();
            case Toml.Number number -> number.value();
            case Toml.Flag flag -> flag.value();
            case Toml.Array array -> {
                var items = new ArrayList<Object>();
                array.items().forEach(item -> items.add(plain(item)));
                yield items;
            }
            case Toml.Table table -> {
                var fields = new TreeMap<String, Object>();
                table.values().forEach((name, field) -> fields.put(name, plain(field)));
                yield fields;
            }
        };
    }
}
