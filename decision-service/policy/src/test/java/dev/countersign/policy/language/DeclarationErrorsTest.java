package dev.countersign.policy.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is wrong with interfaces, credentials, scopes and what refers to them. */
class DeclarationErrorsTest {
    private static final String DECLARED =
            """
            version: "2.1"
            apis: [{id: railway, hosts: [a.example], operations: [{name: volume_delete, graphql: "mutation volumeDelete", irreversible: true}]}]
            credentials: [{id: token, env: TOKEN, environments: [production]}]
            """;

    static Stream<Arguments> files() {
        return Stream.of(
                argumentSet(
                        "interfaces",
                        """
                        version: "2.1"
                        apis:
                          - {hosts: [a.example]}
                          - {id: "a:b"}
                          - {id: c, hosts: ["https://c.example"], operation: []}
                          - {id: c, hosts: [c.example]}
                        """,
                        """
                        3:5: "id" is missing in apis
                        4:5: "hosts" is missing in apis
                        4:10: "a:b" is no name; use letters, digits, "_", "-" and "."
                        5:21: "https://c.example" is not a host; write it without scheme, user and path
                        5:43: unknown key "operation" in apis; did you mean "operations"?
                        6:10: the id "c" is given twice"""),
                argumentSet(
                        "operations",
                        """
                        version: "2.1"
                        apis:
                          - id: a
                            hosts: [a.example]
                            operations:
                              - {name: x}
                              - {name: x, graphql: "mutations volumeDelete"}
                              - {name: y, graphql: volumeDelete}
                              - {name: z, method: "DELETE /x", path: "https://a.example/x", irreversible: maybe}
                        """,
                        """
                        6:9: give graphql, or method and path
                        7:16: the name "x" is given twice
                        7:28: "mutations volumeDelete" is no operation of GraphQL; write it as "mutation volumeDelete"; did you mean "mutation"?
                        8:28: "volumeDelete" is no operation of GraphQL; write it as "mutation volumeDelete"
                        9:27: "DELETE /x" is no method
                        9:46: "https://a.example/x" is not a path; write it from the first slash on, without host and query
                        9:83: apis.operations.irreversible is true or false"""),
                argumentSet(
                        "credentials",
                        """
                        version: "2.1"
                        credentials:
                          - {id: a}
                          - {id: b, env: "A-B"}
                          - {id: c, pattern: "a*"}
                          - {id: d, pattern: "(?=a)b"}
                          - {id: d, env: D, issued_to: [x]}
                        """,
                        """
                        3:5: give env or pattern, or nothing would find the credential
                        4:18: "A-B" is no name of a variable
                        5:22: "a*" finds something in every text
                        6:22: "(?=a)b" is no expression of RE2: invalid or unsupported Perl syntax
                        7:10: the id "d" is given twice
                        7:21: unknown key "issued_to" in credentials; did you mean "issued_for"?"""),
                argumentSet(
                        "a scope",
                        DECLARED
                                + """
                                session_scope:
                                  signal: {allowed_files: ["!a"], blocked_credentials: [tokn]}
                                  domain: {allowed_apis: ["railwy:volume_delete", "railway:volume_delet"], blocked_actions: [stripe], expires_in: soon, environment: [x]}
                                """,
                        """
                        5:28: a pattern cannot begin with "!"; use "except" in the same rule
                        5:57: no credential is called "tokn"; did you mean "token"?
                        6:27: no api is called "railwy"; did you mean "railway"?
                        6:51: no operation of railway is called "volume_delet"; did you mean "volume_delete"?
                        6:94: no api is called "stripe"
                        6:115: expires_in is a duration such as 30m, 2h or PT30M
                        6:121: unknown key "environment" in session_scope.domain; did you mean "environments"?"""),
                argumentSet(
                        "a scope without declarations",
                        """
                        version: "2.1"
                        session_scope: {domain: {allowed_apis: ["railway:x"]}}
                        """,
                        "2:41: no api is called \"railway\"; this policy declares none"),
                argumentSet(
                        "policies",
                        DECLARED
                                + """
                                policies:
                                  kill:
                                    - {action_type: irreversible_infrastructure_deletions}
                                    - {}
                                    - {credential_scope_mismatch: false}
                                    - {credential_scope_mismatch: true}
                                  control:
                                    - {action_type: production_api_call, require_hitl: false}
                                    - {require_hitl: true}
                                """,
                        """
                        6:21: policies.kill.action_type cannot be "irreversible_infrastructure_deletions"; did you mean "irreversible_infrastructure_deletion"? (one of irreversible_infrastructure_deletion, infrastructure_change, production_api_call, unknown_api_operation, credential_read, database_destruction)
                        7:7: give action_type or credential_scope_mismatch
                        8:35: leave credential_scope_mismatch out to only deny
                        9:35: nothing can mismatch: give credentials with issued_for, or with environments beside those of session_scope.domain
                        11:7: say require_hitl: true, or leave the entry out: nothing would enforce it
                        12:7: "action_type" is missing in policies.control"""),
                argumentSet(
                        "a kind of action that nothing can be of",
                        """
                        version: "2.1"
                        policies: {control: [{action_type: production_api_call, require_hitl: true}]}
                        """,
                        "2:36: nothing that this policy declares can be a production_api_call; see apis and credentials"),
                argumentSet(
                        "matches",
                        DECLARED
                                + """
                                rules:
                                  - {id: a, effect: deny, match: {api: {id: railwa}}}
                                  - {id: b, effect: deny, match: {api: {operation: volume_create}}}
                                  - {id: c, effect: deny, match: {api: {irreversible: false}}}
                                  - {id: d, effect: deny, match: {credentials: [tokens]}}
                                  - {id: e, effect: deny, match: {environments: [prodution]}}
                                  - {id: f, effect: deny, match: {content: {}}}
                                  - {id: g, effect: deny, match: {content: {pattern: "(", language: pyton}}}
                                  - {id: h, effect: deny, match: {files_count: {more_than: many}}}
                                  - {id: i, effect: deny, match: {files_count: 3}}
                                """,
                        """
                        5:45: no api is called "railwa"; did you mean "railway"?
                        6:52: no operation of railway is called "volume_create"; did you mean "volume_delete"?
                        7:40: no declared operation fits
                        8:49: no credential is called "tokens"; did you mean "token"?
                        9:50: no environment is called "prodution"; did you mean "production"?
                        10:44: content needs pattern, secret or language
                        11:54: "(" is no expression of RE2: missing closing )
                        11:69: match.content.language cannot be "pyton"; did you mean "python"?
                        12:60: match.files_count.more_than is a whole number of at least 0
                        13:48: match.files_count is a mapping of more_than"""));
    }

    @ParameterizedTest
    @MethodSource("files")
    void every_error_is_reported_with_its_place(String yaml, String expected) {
        PolicyErrors thrown =
                catchThrowableOfType(
                        PolicyErrors.class, () -> PolicyFile.read(".agent-policy.yml", yaml));

        assertThat(
                        thrown.errors().stream()
                                .map(PolicyError::toString)
                                .map(
                                        line ->
                                                line.replaceAll(
                                                        "(language cannot be .*\\?) \\(one of .*",
                                                        "$1"))
                                .collect(Collectors.joining("\n")))
                .isEqualTo(expected);
    }
}
