package dev.countersign.decision.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RemoteTest {

    private static final Optional<Secret> TOKEN = Optional.of(new Secret("t0ken"));

    @ParameterizedTest
    @MethodSource
    void what_is_not_safely_read_stops_the_start(
            String url, String branch, String path, String message) {
        assertThatThrownBy(() -> Remote.of(url, branch, path, TOKEN))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("countersign.policy.git." + message);
    }

    static Stream<Arguments> what_is_not_safely_read_stops_the_start() {
        return Stream.of(
                argumentSet(
                        "a token in the address",
                        "https://x:t0ken@git.example.com/p",
                        "main",
                        "/",
                        "url: it holds a user or a token; use https://… and countersign.policy.git.token-file."),
                argumentSet(
                        "SSH",
                        "git@git.example.com:p.git",
                        "main",
                        "/",
                        "url: it holds a user or a token; use https://… and countersign.policy.git.token-file."),
                argumentSet(
                        "a token without encryption",
                        "http://git.example.com/p",
                        "main",
                        "/",
                        "url: http://git.example.com/p would send the token unencrypted; use https."),
                argumentSet(
                        "another protocol",
                        "ssh://git.example.com/p",
                        "main",
                        "/",
                        "url: ssh://git.example.com/p is none of https://…, file://… or an absolute path."),
                argumentSet(
                        "a relative path",
                        "policies",
                        "main",
                        "/",
                        "url: policies is none of https://…, file://… or an absolute path."),
                argumentSet(
                        "a query",
                        "https://git.example.com/p?token=t0ken",
                        "main",
                        "/",
                        "url: an address of a repository has no '?' or '#'."),
                argumentSet(
                        "no branch",
                        "https://git.example.com/p",
                        "a..b",
                        "/",
                        "branch: 'a..b' is no name of a branch."),
                argumentSet(
                        "a way out",
                        "https://git.example.com/p",
                        "main",
                        "/a/../b",
                        "path: '/a/../b' leads out of the repository."));
    }

    @Test
    void it_is_remembered_by_address_branch_and_path() {
        Remote remote = Remote.of("https://git.example.com/policies", "release/1", "/prod/", TOKEN);

        assertThat(remote.key()).isEqualTo("https://git.example.com/policies release/1 /prod");
        assertThat(remote.at("1a2b3c4d5e6f7081920a").name())
                .isEqualTo("git:https://git.example.com/policies@1a2b3c4d5e6f");
    }

    @Test
    void a_secret_that_is_said_twice_stops_the_start() {
        assertThatThrownBy(
                        () -> Secret.of("key", TOKEN, Optional.of(java.nio.file.Path.of("file"))))
                .hasMessage("key and key-file are both set; only one of them is meant.");
        assertThatThrownBy(() -> Secret.of("key", Optional.of(Secret.of(" ")), Optional.empty()))
                .hasMessage("key is set and holds nothing.");
        assertThat(TOKEN).hasToString("Optional[•••]");
    }
}
