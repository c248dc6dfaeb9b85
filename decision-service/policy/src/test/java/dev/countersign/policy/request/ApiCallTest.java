package dev.countersign.policy.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.countersign.policy.Judged;
import dev.countersign.policy.action.Fact;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Which operations a request means, however they are written. */
class ApiCallTest {
    private static final String AT = "curl https://api.example/graphql ";

    static Stream<Arguments> requests() {
        return Stream.of(
                argumentSet("a query", AT + "-d '{\"query\":\"{ me { id } }\"}'", "query me"),
                argumentSet(
                        "an alias",
                        AT + "-d '{\"query\":\"mutation { me: volumeDelete(id: 1) }\"}'",
                        "mutation volumeDelete"),
                argumentSet(
                        "a fragment",
                        AT
                                + "-d '{\"query\":\"mutation M { ...x } fragment x on Mutation { ...y ok } fragment y on Mutation { volumeDelete(id:1) }\"}'",
                        "mutation ok, mutation volumeDelete"),
                argumentSet(
                        "an inline fragment",
                        AT
                                + "-d '{\"query\":\"mutation { ... on Mutation @include(if: true) { volumeDelete } ... { other } }\"}'",
                        "mutation volumeDelete, mutation other"),
                argumentSet(
                        "a fragment that is not there",
                        AT + "-d '{\"query\":\"mutation { ...gone }\"}'",
                        "…"),
                argumentSet(
                        "fragments in a circle",
                        AT
                                + "-d '{\"query\":\"query { ...a } fragment a on Q { ...b x } fragment b on Q { ...a y }\"}'",
                        "query x, query y"),
                argumentSet(
                        "several operations",
                        AT + "-d '{\"query\":\"query A { a } mutation B { b }\"}'",
                        "query a, mutation b"),
                argumentSet(
                        "the chosen one of several",
                        AT
                                + "-d '{\"query\":\"query A { a } mutation B { b }\",\"operationName\":\"A\"}'",
                        "query a"),
                argumentSet(
                        "a choice that is made twice",
                        AT
                                + "-d '{\"operationName\":\"A\",\"query\":\"query A { a } mutation B { b }\",\"operationName\":\"B\"}'",
                        "query a, mutation b"),
                argumentSet(
                        "a document that is given twice",
                        AT + "-d '{\"query\":\"{ a }\",\"query\":\"mutation { b }\"}'",
                        "query a, mutation b"),
                argumentSet(
                        "two operations of one name",
                        AT
                                + "-d '{\"query\":\"query A { a } mutation A { b }\",\"operationName\":\"A\"}'",
                        "query a, mutation b"),
                argumentSet(
                        "comments",
                        AT
                                + "-d '{\"query\":\"# query only\\nmutation # { me }\\n{ # me\\n volumeDelete }\"}'",
                        "mutation volumeDelete"),
                argumentSet(
                        "a comment that ends with a carriage return",
                        AT + "-d '{\"query\":\"{ me # x\\r volumes }\"}'",
                        "query me, query volumes"),
                argumentSet(
                        "texts that look like documents",
                        AT
                                + "-d '{\"query\":\"query { find(text: \\\"} mutation { volumeDelete }\\\", more: \\\"\\\"\\\"a \\\"b\\\" } \\\"\\\"\\\") { x } }\"}'",
                        "query find"),
                argumentSet(
                        "escapes of JSON",
                        AT
                                + "-d '{\"\\u0071uery\":\"\\u006dutation \\u007b volume\\u0044elete \\u007d\"}'",
                        "mutation volumeDelete"),
                argumentSet(
                        "a list of requests",
                        AT
                                + "-d '[{\"query\":\"{ me }\"},{\"query\":\"mutation { volumeDelete }\"}]'",
                        "query me, mutation volumeDelete"),
                argumentSet(
                        "variables with braces",
                        AT
                                + "-d '{\"query\":\"mutation M($a: In = {b: [1, {c: 2}]}, $d: [Int!]!) @x(y: \\\"{\\\") { del(a: $a) { b { c } } }\",\"variables\":{\"query\":\"{ me }\"}}'",
                        "mutation del"),
                argumentSet(
                        "no blanks",
                        AT + "-d '{\"query\":\"mutation{a:b,c(d:1){e}f@g}\"}'",
                        "mutation b, mutation c, mutation f"),
                argumentSet(
                        "parts that only together are one",
                        AT + "--json '{\"query\":\"mutation { volume' --json 'Delete }\"}'",
                        "mutation volumeDelete"),
                argumentSet(
                        "parts of a form that are one text",
                        AT + "-d '{\"query\":\"{ me(a:\\\"' --data-raw '\\\") volumes }\"}'",
                        "query me, query volumes"),
                argumentSet(
                        "raw data",
                        AT + "--data-raw '{\"query\":\"mutation { x }\"}'",
                        "mutation x"),
                argumentSet(
                        "the document alone",
                        AT + "-H 'Content-Type: application/graphql' -d 'mutation { x }'",
                        "mutation x"),
                argumentSet(
                        "a form",
                        AT + "--data-urlencode 'query=mutation { x(a: \"&b=c\") }'",
                        "mutation x"),
                argumentSet("an escaped form", AT + "-d 'query=mutation%7Bx%7D'", "mutation x"),
                argumentSet(
                        "a form with files",
                        AT
                                + "-F operations='{\"query\":\"mutation { upload }\"}' -F map='{\"0\":[]}' -F 0=@a.png",
                        "mutation upload"),
                argumentSet(
                        "the address",
                        "curl 'https://api.example/graphql?query=mutation%20%7B%20x%20%7D'",
                        "mutation x"),
                argumentSet(
                        "the address, by an option",
                        AT + "-G --data-urlencode 'query={ me }'",
                        "query me"),
                argumentSet(
                        "the address, by another option",
                        AT + "--url-query 'query=mutation { x }'",
                        "mutation x"),
                argumentSet(
                        "a variable of the shell",
                        "Q='mutation { x }'; " + AT + "-d \"{\\\"query\\\":\\\"$Q\\\"}\"",
                        "mutation x"),
                argumentSet(
                        "a here-document",
                        AT + "-d @- <<'E'\n{\"query\":\"mutation { x }\"}\nE",
                        "mutation x"),
                argumentSet(
                        "a file written before",
                        "echo '{\"query\":\"mutation { x }\"}' > q.json; " + AT + "-d @q.json",
                        "mutation x"),
                argumentSet("a file that is not known", AT + "-d @q.json", "…"),
                argumentSet(
                        "a value that is not known", AT + "-d \"{\\\"query\\\":\\\"$Q\\\"}\"", "…"),
                argumentSet(
                        "an argument that is not known",
                        AT + "-d \"{\\\"query\\\":\\\"{ me(id: \\\\\\\"$ID\\\\\\\") }\\\"}\"",
                        "query me"),
                argumentSet(
                        "an argument that may be anything",
                        AT + "-d \"{\\\"query\\\":\\\"{ me(id: \\\\\\\"$(cat id)\\\\\\\") }\\\"}\"",
                        "query me, …"),
                argumentSet(
                        "a field that is not known",
                        AT + "-d \"{\\\"query\\\":\\\"mutation { volume$X }\\\"}\"",
                        "…"),
                argumentSet(
                        "nothing that can be read", AT + "-d '{\"query\":\"mutation {\"}'", "…"),
                argumentSet(
                        "a document that the server knows",
                        AT + "-d '{\"extensions\":{\"persistedQuery\":{\"sha256Hash\":\"ab\"}}}'",
                        "…"),
                argumentSet(
                        "items",
                        "http POST https://api.example/graphql 'query=mutation { x(a: \"b&c\") }'",
                        "mutation x"),
                argumentSet(
                        "items in the address",
                        "http https://api.example/graphql 'query=={ me }'",
                        "query me"),
                argumentSet(
                        "another client",
                        "wget -qO- --post-data='{\"query\":\"mutation { x }\"}' https://api.example/graphql",
                        "mutation x"),
                argumentSet(
                        "names in other letters",
                        AT + "-d '{\"Query\":\"mutation { x }\",\"OPERATIONNAME\":\"y\"}'",
                        "mutation x"),
                argumentSet(
                        "an item of JSON",
                        "http POST https://api.example/api 'query:=\"mutation { x }\"'",
                        "mutation x"),
                argumentSet(
                        "another request beside it",
                        AT
                                + "-d '{\"query\":\"{ me }\"}' --next -d '{\"query\":\"mutation { x }\"}' https://api.example/graphql",
                        "…"),
                argumentSet(
                        "no interface of GraphQL",
                        "curl https://api.example/search -d '{\"query\":\"mutation of genes\"}'",
                        ""));
    }

    @ParameterizedTest
    @MethodSource("requests")
    void operations_of_graphql_are_found_wherever_they_stand(String command, String expected) {
        assertThat(fields(command)).containsExactlyInAnyOrder(expected.split(", "));
    }

    static Stream<Arguments> paths() {
        return Stream.of(
                argumentSet("plain", "/v1/volumes/7", "/v1/volumes/7"),
                argumentSet("none", "", "/"),
                argumentSet("dots", "/v1/./a/../volumes//7/", "/v1/volumes/7"),
                argumentSet("above the top", "/../../v1", "/v1"),
                argumentSet("query and fragment", "/v1?a=/b#/c", "/v1"),
                argumentSet("escapes", "/v1/%76olumes/7", "/v1/%76olumes/7, /v1/volumes/7"),
                argumentSet(
                        "escapes of escapes",
                        "/v1/%2576olumes",
                        "/v1/%2576olumes, /v1/%76olumes, /v1/volumes"),
                argumentSet(
                        "escaped dots",
                        "/v1/a/%2e%2e/volumes",
                        "/v1/a/%2e%2e/volumes, /v1/volumes"),
                argumentSet(
                        "escaped slashes",
                        "/v1/a%2f..%2fvolumes",
                        "/v1/a%2f..%2fvolumes, /v1/volumes"),
                argumentSet("backslashes", "/v1\\volumes", "/v1\\volumes, /v1/volumes"),
                argumentSet("parameters", "/v1/volumes;a=b/7", "/v1/volumes;a=b/7, /v1/volumes/7"),
                argumentSet("braces of the client", "/v1/{volumes,x}/[1-3]", "/v1/…/…"));
    }

    @ParameterizedTest
    @MethodSource("paths")
    void a_path_has_every_reading_that_servers_give_it(String path, String expected) {
        Fact.ApiCall call = calls("curl -X DELETE 'https://api.example" + path + "'").getFirst();

        assertThat(call.paths())
                .map(dev.countersign.policy.action.Wild::show)
                .containsExactlyInAnyOrder(expected.split(", "));
    }

    @Test
    void both_methods_count_when_a_header_asks_for_another() {
        assertThat(calls("curl -X POST -H 'X-HTTP-Method-Override: DELETE' https://a.example/x"))
                .extracting(Fact.ApiCall::method)
                .containsExactlyInAnyOrder("DELETE", "POST");
        assertThat(calls("http POST https://a.example/x X-HTTP-Method-Override:DELETE"))
                .extracting(Fact.ApiCall::method)
                .containsExactlyInAnyOrder("DELETE", "POST");
        assertThat(calls("curl https://a.example/x -d '_method=delete&x=1'"))
                .extracting(Fact.ApiCall::method)
                .containsExactlyInAnyOrder("DELETE", "POST");
    }

    @Test
    void every_request_of_several_counts() {
        assertThat(calls("curl -X DELETE https://a.example/x --next -X GET https://b.example/y"))
                .extracting(Fact::show)
                .contains("request DELETE a.example/x", "request GET b.example/y");
    }

    @Test
    void the_server_is_asked_for_the_target_and_not_for_the_address() {
        assertThat(calls("curl --request-target /v1/volumes/7 -X DELETE https://a.example/x"))
                .extracting(Fact::show)
                .containsExactly(
                        "request DELETE a.example/x", "request DELETE a.example/v1/volumes/7");
    }

    @Test
    void tools_that_fetch_make_requests_as_well() {
        assertThat(shown("WebFetch", Map.of("url", "https://api.example/v1/x?y=1")))
                .containsExactly("request GET api.example/v1/x");
        assertThat(
                        shown(
                                "mcp__http__request",
                                Map.of(
                                        "url",
                                        "https://api.example/graphql",
                                        "method",
                                        "post",
                                        "body",
                                        Map.of("query", "mutation { x }"))))
                .containsExactly("request POST api.example/graphql (mutation x)");
        assertThat(shown("mcp__http__fetch", Map.of("url", "https://api.example/v1/x")))
                .containsExactly("request … api.example/v1/x");
    }

    @Test
    void a_request_in_thousands_of_parts_is_read_in_time() {
        String batch =
                "[" + "{\"query\":\"mutation { a%d }\"},".repeat(5_000) + "{\"query\":\"{ b }\"}]";
        String deep = "{\"query\":\"" + "{ a ".repeat(20_000) + "\"}";
        String form = "query=x&".repeat(20_000);

        assertThat(fields(AT + "-d '" + batch + "'")).isNotEmpty();
        assertThat(fields(AT + "-d '" + deep + "'")).containsExactly("…");
        assertThat(fields(AT + "-d '" + form + "'")).containsExactly("…");
        assertThat(fields(AT + "-d '" + "[".repeat(50_000) + "'")).containsExactly("…");
    }

    private static List<String> fields(String command) {
        return calls(command).stream()
                .map(call -> call.field().map(dev.countersign.policy.action.Wild::show).orElse(""))
                .distinct()
                .toList();
    }

    private static List<Fact.ApiCall> calls(String command) {
        return calls("Bash", Map.of("command", command));
    }

    private static List<String> shown(String tool, Map<String, Object> input) {
        return calls(tool, input).stream().map(Fact::show).toList();
    }

    private static List<Fact.ApiCall> calls(String tool, Map<String, Object> input) {
        return Judged.facts(tool, input).all().stream()
                .filter(Fact.ApiCall.class::isInstance)
                .map(Fact.ApiCall.class::cast)
                .toList();
    }
}
