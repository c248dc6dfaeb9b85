package dev.countersign.decision.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.countersign.runtime.Refused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class MirrorTest {

    private static final String TEXT = "version: \"2.1\"\n";
    private static final String TOKEN = "t0ken-of-the-tests";

    @TempDir Path folder;
    private Upstream upstream;

    @BeforeEach
    void a_repository() {
        upstream = Upstream.in(folder);
    }

    @Test
    void what_follows_is_told_from_what_was_rewritten() throws IOException {
        upstream.with(Upstream.POLICY, TEXT).commit("One");
        String second = upstream.with("README.md", "2").commit("Two");
        try (Mirror mirror = mirror("/")) {
            mirror.fetch();
            String third = upstream.with("README.md", "3").commit("Three");
            Commit tip = mirror.fetch();
            upstream.forgetNewest();
            upstream.with("README.md", "other").commit("Other");
            Commit other = mirror.fetch();

            assertThat(mirror.descends(tip, second)).isTrue();
            assertThat(mirror.descends(tip, third)).isTrue();
            assertThat(mirror.descends(other, second)).isTrue();
            assertThat(mirror.descends(other, third)).isFalse();
            assertThat(mirror.descends(other, "0".repeat(39) + "1")).isFalse();
        }
    }

    @Test
    void a_folder_of_it_is_taken_alone() throws IOException {
        upstream.with(Upstream.POLICY, "of: the root")
                .with("prod/" + Upstream.POLICY, TEXT)
                .with("prod/web/.agent-policy.override.yml", TEXT)
                .commit("One");

        assertThat(read("prod"))
                .isInstanceOfSatisfying(
                        Content.Plain.class,
                        plain ->
                                assertThat(plain.texts())
                                        .containsOnlyKeys(
                                                ".agent-policy.yml",
                                                "web/.agent-policy.override.yml"));
    }

    @Test
    void a_file_of_it_is_taken_as_a_bundle() throws IOException {
        upstream.with("out/policy.bundle.json", "{}").commit("One");

        assertThat(read("/out/policy.bundle.json"))
                .isInstanceOfSatisfying(
                        Content.Signed.class,
                        signed -> assertThat(signed.bundle()).isEqualTo("{}".getBytes(UTF_8)));
    }

    @ParameterizedTest
    @MethodSource
    void what_may_be_meant_as_a_policy_and_is_none_is_refused(
            UnaryOperator<Upstream> change, String path, String message) {
        change.apply(upstream).commit("One");

        assertThatThrownBy(() -> read(path)).isInstanceOf(Refused.class).hasMessage(message);
    }

    static Stream<Arguments> what_may_be_meant_as_a_policy_and_is_none_is_refused() {
        return Stream.of(
                refused(
                        "Git LFS",
                        it ->
                                it.with(
                                        Upstream.POLICY,
                                        "version https://git-lfs.github.com/spec/v1\noid sha256:0\n"),
                        "/",
                        ".agent-policy.yml is kept in Git LFS, and only files of the repository are taken."),
                refused(
                        "no text",
                        it -> it.with(Upstream.POLICY, new byte[] {(byte) 0xc3, 0x28}),
                        "/",
                        ".agent-policy.yml is no text in UTF-8."),
                refused(
                        "too large",
                        it -> it.with(Upstream.POLICY, new byte[(1 << 20) + 1]),
                        "/",
                        ".agent-policy.yml is larger than 1,048,576 bytes."),
                refused(
                        "an override of nothing",
                        it -> it.with(".agent-policy.override.yml", TEXT),
                        "/",
                        ".agent-policy.override.yml lies in no folder beneath the policies, so there is nothing that it overrides."),
                refused(
                        "a linked override",
                        it ->
                                it.with("web/x", TEXT)
                                        .withLink("web/.agent-policy.override.yml", "x"),
                        "/",
                        "web/.agent-policy.override.yml is a symbolic link, and only plain files are taken."),
                refused(
                        "a linked folder",
                        it -> it.with("real/" + Upstream.POLICY, TEXT).withLink("prod", "real"),
                        "prod",
                        "prod is a symbolic link, and only plain files are taken."),
                refused(
                        "no such folder",
                        it -> it.with(Upstream.POLICY, TEXT),
                        "prod",
                        "It holds no 'prod', which countersign.policy.git.path names."));
    }

    private static Arguments refused(
            String name, UnaryOperator<Upstream> change, String path, String message) {
        return argumentSet(name, change, path, message);
    }

    @Test
    void what_cannot_be_read_is_said_without_credentials() throws IOException {
        upstream.with(Upstream.POLICY, TEXT).commit("One");
        try (PlainHost host = PlainHost.serving(upstream, "git", "another");
                Mirror mirror = over(host)) {
            assertThatThrownBy(mirror::fetch)
                    .isInstanceOf(Refused.class)
                    .hasMessageContaining("not authorized")
                    .hasMessageNotContaining(TOKEN);
        }
        try (Mirror mirror = new Mirror(remote(folder + "/nothing", "/"), Optional.empty())) {
            assertThatThrownBy(mirror::fetch).isInstanceOf(Refused.class);
        }
    }

    @Test
    void it_is_read_over_http_with_the_token() throws IOException {
        String commit = upstream.with(Upstream.POLICY, TEXT).commit("One");
        try (PlainHost host = PlainHost.serving(upstream, "git", TOKEN);
                Mirror mirror = over(host)) {
            Commit tip = mirror.fetch();

            assertThat(tip).isEqualTo(new Commit(commit, "Jane Doe <jane@example.com>", "One"));
            assertThat(mirror.content(tip).digest()).isEqualTo(read("/").digest());
        }
    }

    @Test
    void a_redirect_to_another_address_is_not_followed() throws IOException {
        upstream.with(Upstream.POLICY, TEXT).commit("One");
        try (PlainHost other = PlainHost.serving(upstream, "git", TOKEN);
                PlainHost host = PlainHost.leadingTo(other.address());
                Mirror mirror = over(host)) {
            assertThatThrownBy(mirror::fetch)
                    .isInstanceOf(Refused.class)
                    .hasMessageContaining(
                            "it leads to %s, and only the configured address is connected to"
                                    .formatted(other.address()));
            assertThat(other.asked()).isEmpty();
        }
    }

    @Test
    void settings_of_this_machine_do_not_count() throws Exception {
        OwnSettings.only();
        Path home = Files.createDirectories(folder.resolve("home"));
        Files.writeString(
                home.resolve(".gitconfig"),
                "[url \"file:///elsewhere/\"]\n  insteadOf = file://\n");
        String before = System.getProperty("user.home");
        System.setProperty("user.home", home.toString());
        try {
            var settings = org.eclipse.jgit.util.SystemReader.getInstance();
            assertThat(settings.getUserConfig().getSections()).isEmpty();
            assertThat(settings.getSystemConfig().getSections()).isEmpty();
            assertThat(settings.getenv("GIT_DIR")).isNull();
        } finally {
            System.setProperty("user.home", before);
        }
    }

    private Content read(String path) throws IOException {
        try (Mirror mirror = mirror(path)) {
            return mirror.content(mirror.fetch());
        }
    }

    private Mirror mirror(String path) {
        return new Mirror(remote("file://" + folder, path), Optional.empty());
    }

    private static Remote remote(String url, String path) {
        return Remote.of(url, "main", path, Optional.empty());
    }

    private static Mirror over(PlainHost host) {
        return new Mirror(
                remote(host.address() + "/p", "/"),
                Optional.of(new Mirror.Login("git", new Secret(TOKEN))));
    }
}
