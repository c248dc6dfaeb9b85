package dev.countersign.policy.bundle;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BundleTest {

    private static final Instant CREATED = Instant.parse("2026-11-21T20:00:00Z");
    private static final Map<String, String> FILES =
            Map.of(
                    ".agent-policy.yml",
                    "version: \"2.1\"\n# grün\n",
                    "backend/.agent-policy.override.yml",
                    "version: \"2.1\"\n");

    private static Bundle signed(Map<String, String> files, SigningKey... keys) {
        return Bundle.sign(manifest(files), files, List.of(keys));
    }

    private static Manifest manifest(Map<String, String> files) {
        return Manifest.of("payments", 41, CREATED, List.of("code-*"), files);
    }

    private static List<String> flaws(String json) {
        return flaws(json.getBytes(UTF_8), Keys.TRUSTED);
    }

    private static List<String> flaws(byte[] json, TrustedKeys trusted) {
        BundleRefused refused =
                catchThrowableOfType(BundleRefused.class, () -> Bundle.read(json, trusted));
        assertThat(refused).isNotNull();
        return refused.flaws();
    }

    @Test
    void what_was_signed_is_read_again_whole() {
        byte[] json = signed(FILES, Keys.OURS).json();

        Bundle read = Bundle.read(json, Keys.TRUSTED);

        assertThat(read.files()).isEqualTo(FILES);
        assertThat(read.manifest()).isEqualTo(manifest(FILES));
        assertThat(read.signers()).containsExactly(Keys.OURS.verifyingKey());
        assertThat(read.json()).isEqualTo(json);
    }

    @Test
    void the_file_is_an_envelope_and_the_texts_line_by_line() {
        String json = new String(signed(FILES, Keys.OURS).json(), UTF_8);

        assertThat(json.lines().skip(1))
                .containsExactly(
                        "\"files\":{",
                        "\".agent-policy.yml\":\"version: \\\"2.1\\\"\\n# grün\\n\",",
                        "\"backend/.agent-policy.override.yml\":\"version: \\\"2.1\\\"\\n\"",
                        "}}");
        assertThat(json)
                .startsWith("{\"envelope\":{\"payload\":\"")
                .contains(
                        "\"payloadType\":\"application/vnd.countersign.policy-manifest+json\"",
                        "\"signatures\":[{\"keyid\":\"" + Keys.OURS.verifyingKey().id());
    }

    @Test
    void files_that_are_kept_apart_verify_with_their_envelope() {
        Bundle bundle = signed(FILES, Keys.OURS);
        Envelope kept = Envelope.read(bundle.envelope().json());

        assertThat(Bundle.verify(kept, FILES, Keys.TRUSTED).manifest())
                .isEqualTo(bundle.manifest());
        assertThatThrownBy(
                        () ->
                                Bundle.verify(
                                        kept,
                                        Map.of(".agent-policy.yml", "version: \"2.1\"\n"),
                                        Keys.TRUSTED))
                .isInstanceOf(BundleRefused.class)
                .hasMessage(
                        """
                        .agent-policy.yml: it is not what was signed
                        backend/.agent-policy.override.yml: it is listed but missing""");
    }

    @Test
    void without_a_trusted_key_no_bundle_is_accepted() {
        assertThat(flaws(signed(FILES, Keys.OURS).json(), TrustedKeys.NONE))
                .containsExactly("no key is trusted here, so no bundle is accepted");
    }

    @Test
    void a_bundle_that_only_others_signed_is_refused() {
        assertThat(flaws(signed(FILES, Keys.OTHER).json(), Keys.TRUSTED))
                .containsExactly(
                        "none of the trusted keys (%s) signed it; it carries signatures that claim %s"
                                .formatted(
                                        Keys.OURS.verifyingKey().id(),
                                        Keys.OTHER.verifyingKey().id()));
    }

    @Test
    void one_trusted_signature_among_others_is_enough() {
        byte[] json = signed(FILES, Keys.OTHER, Keys.OURS).json();

        assertThat(Bundle.read(json, Keys.TRUSTED).signers())
                .containsExactly(Keys.OURS.verifyingKey());
    }

    @Test
    void the_claimed_key_of_a_signature_decides_nothing() {
        String json = new String(signed(FILES, Keys.OURS).json(), UTF_8);
        String ours = Keys.OURS.verifyingKey().id();
        String other = Keys.OTHER.verifyingKey().id();

        byte[] misnamed = json.replace(ours, other).getBytes(UTF_8);

        assertThat(Bundle.read(misnamed, Keys.TRUSTED).signers())
                .containsExactly(Keys.OURS.verifyingKey());
        assertThat(flaws(misnamed, TrustedKeys.of(Keys.OTHER.verifyingKey()))).hasSize(1);
    }

    static Stream<Arguments> alterations() {
        return Stream.of(
                change(
                        "a changed text",
                        json -> json.replace("grün", "rot"),
                        ".agent-policy.yml: it is not what was signed"),
                change(
                        "a text of the same size",
                        json ->
                                json.replace(
                                        "\"version: \\\"2.1\\\"\\n\"",
                                        "\"version: \\\"2.0\\\"\\n\""),
                        "backend/.agent-policy.override.yml: it is not what was signed"),
                change(
                        "a file that is not listed",
                        json -> json.replace("\"files\":{", "\"files\":{\"x.yml\":\"\","),
                        "x.yml: the manifest does not list it"),
                change(
                        "a renamed file",
                        json -> json.replace("\"backend/", "\"frontend/"),
                        "frontend/.agent-policy.override.yml: the manifest does not list it",
                        "backend/.agent-policy.override.yml: it is listed but missing"),
                change(
                        "no files",
                        json -> json.replaceAll("(?s)\"files\":\\{.*", "\"files\":{}}"),
                        "a bundle holds at least one file",
                        ".agent-policy.yml: it is listed but missing",
                        "backend/.agent-policy.override.yml: it is listed but missing"),
                change(
                        "the same path twice",
                        json ->
                                json.replace(
                                        "\"files\":{", "\"files\":{\".agent-policy.yml\":\"\","),
                        "the bundle is no valid JSON: line 3, column 1: the name \".agent-policy.yml\" stands twice in one object"),
                change(
                        "the same path with escapes",
                        json ->
                                json.replace(
                                        "\"files\":{",
                                        "\"files\":{\"\\u002eagent-policy.yml\":\"\","),
                        "the bundle is no valid JSON: line 3, column 1: the name \".agent-policy.yml\" stands twice in one object"),
                change(
                        "two envelopes",
                        json -> json.replace("\"files\":", "\"envelope\":{},\"files\":"),
                        "the bundle is no valid JSON: line 2, column 1: the name \"envelope\" stands twice in one object"),
                change(
                        "two payloads",
                        json -> json.replace("\"payload\":", "\"payload\":\"e30=\",\"payload\":"),
                        "the bundle is no valid JSON: line 1, column 31: the name \"payload\" stands twice in one object"),
                change(
                        "another payload",
                        json -> json.replaceAll("\"payload\":\"[^\"]*\"", "\"payload\":\"e30=\""),
                        "none of the trusted keys (%s) signed it; it carries signatures that claim %<s"
                                .formatted(Keys.OURS.verifyingKey().id())),
                change(
                        "another type",
                        json -> json.replace("policy-manifest+json", "policy-manifest+yaml"),
                        "the envelope holds \"application/vnd.countersign.policy-manifest+yaml\", not \"application/vnd.countersign.policy-manifest+json\""),
                change(
                        "base64 with a line end",
                        json -> json.replace("\"payload\":\"", "\"payload\":\"\\n"),
                        "the envelope's payload is no base64 in its one exact spelling"),
                change(
                        "a signature without padding",
                        json -> json.replace("==\"}]", "\"}]"),
                        "signature 1 is no base64 in its one exact spelling"),
                change(
                        "a signature with stray bits",
                        json -> json.replaceAll(".==\"}]", "/==\"}]"),
                        "signature 1 is no base64 in its one exact spelling"),
                change(
                        "no signature",
                        json -> json.replaceAll("\\[\\{\"keyid.*?}]", "[]"),
                        "none of the trusted keys (%s) signed it; it carries no signature"
                                .formatted(Keys.OURS.verifyingKey().id())),
                change(
                        "an empty signature",
                        json -> json.replaceAll("\\[\\{\"keyid.*?}]", "[{\"sig\":\"\"}]"),
                        "none of the trusted keys (%s) signed it; it carries signatures that claim an unnamed key"
                                .formatted(Keys.OURS.verifyingKey().id())),
                change(
                        "seventeen signatures",
                        json ->
                                json.replaceAll(
                                        "\\[\\{\"keyid.*?}]",
                                        "[" + "{\"sig\":\"\"},".repeat(16) + "{\"sig\":\"\"}]"),
                        "the envelope has more than 16 signatures"),
                change(
                        "something of a newer version",
                        json -> json.replace("\"files\":", "\"layers\":[],\"files\":"),
                        "the bundle has \"layers\", which this version does not know"),
                change("no envelope", json -> "{\"files\":{}}", "the bundle has no \"envelope\""),
                change("a list", json -> "[]", "the bundle is no object"),
                change(
                        "a file that is no text",
                        json -> json.replace("\"files\":{", "\"files\":{\"x.yml\":null,"),
                        "\"files\" of the bundle: \"x.yml\" is no text"),
                change(
                        "something behind it",
                        json -> json + "{}",
                        "the bundle is no valid JSON: line 6, column 1: something follows the end"));
    }

    private static Arguments change(String name, UnaryOperator<String> change, String... flaws) {
        return argumentSet(name, change, List.of(flaws));
    }

    @ParameterizedTest
    @MethodSource("alterations")
    void what_was_altered_is_refused_and_said(UnaryOperator<String> change, List<String> flaws) {
        String json = new String(signed(FILES, Keys.OURS).json(), UTF_8);

        String altered = change.apply(json);

        assertThat(altered).isNotEqualTo(json);
        assertThat(flaws(altered)).isEqualTo(flaws);
    }

    @Test
    void no_single_changed_byte_is_accepted() {
        byte[] json = signed(FILES, Keys.OURS).json();
        Bundle whole = Bundle.read(json, Keys.TRUSTED);

        for (int at = 0; at < json.length; at++) {
            byte[] changed = json.clone();
            changed[at] ^= 1;
            assertAcceptedOnlyAs(whole, changed, at);
        }
    }

    /** A changed claim of a key, or a changed blank, may leave a bundle that says the same. */
    private static void assertAcceptedOnlyAs(Bundle whole, byte[] changed, int at) {
        try {
            Bundle read = Bundle.read(changed, Keys.TRUSTED);
            assertThat(read.files()).as("byte " + at).isEqualTo(whole.files());
            assertThat(read.manifest()).as("byte " + at).isEqualTo(whole.manifest());
        } catch (BundleRefused refused) {
            assertThat(refused.flaws()).isNotEmpty();
        }
    }

    static Stream<Arguments> paths() {
        return Stream.of(
                argumentSet("upwards", "../x.yml", "no part of it may be empty, . or .."),
                argumentSet("inner upwards", "a/../x.yml", "no part of it may be empty, . or .."),
                argumentSet("here", "./x.yml", "no part of it may be empty, . or .."),
                argumentSet("two slashes", "a//x.yml", "no part of it may be empty, . or .."),
                argumentSet(
                        "absolute",
                        "/etc/x.yml",
                        "a path in a bundle is relative, without a drive or a scheme"),
                argumentSet(
                        "a drive",
                        "C:x.yml",
                        "a path in a bundle is relative, without a drive or a scheme"),
                argumentSet(
                        "a backslash", "a\\x.yml", "folders are parted by /, not by a backslash"),
                argumentSet(
                        "a blank at the end",
                        "a /x.yml",
                        "no part of it may begin with a blank, or end with a blank or a dot"),
                argumentSet(
                        "a dot at the end",
                        "a./x.yml",
                        "no part of it may begin with a blank, or end with a blank or a dot"),
                argumentSet(
                        "another kind", "x.sh", "a bundle holds policy files, which end in .yml"),
                argumentSet("a folder", "x.yml/", "no part of it may be empty, . or .."));
    }

    @ParameterizedTest
    @MethodSource("paths")
    void paths_that_may_mean_another_file_are_refused(String path, String flaw) {
        Map<String, String> files = Map.of(path, "version: \"2.1\"\n");

        assertThatThrownBy(() -> signed(files, Keys.OURS))
                .isInstanceOf(BundleRefused.class)
                .hasMessage(path + ": " + flaw);
    }

    @Test
    void a_path_with_what_cannot_be_seen_is_refused_and_shown() {
        assertThatThrownBy(() -> signed(Map.of("a\u202e\0b.yml", ""), Keys.OURS))
                .hasMessage("a\\u{202e}\\u{0}b.yml: it holds a character that cannot be seen");
    }

    @Test
    void paths_that_some_systems_take_for_one_are_refused() {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("Straße/x.yml", "");
        files.put("STRASSE/X.yml", "");
        files.put("caf\u00e9/x.yml", "");
        files.put("cafe\u0301/x.yml", "");
        files.put("a.yml", "");
        files.put("A.yml/b.yml", "");

        assertThatThrownBy(() -> signed(files, Keys.OURS))
                .hasMessage(
                        """
                        Straße/x.yml: some systems take it for the same file as STRASSE/X.yml
                        café/x.yml: some systems take it for the same file as cafe\u0301/x.yml
                        A.yml/b.yml: a.yml is a file and no folder""");
    }

    @Test
    void sizes_and_numbers_have_limits() {
        Map<String, String> many = new HashMap<>();
        for (int i = 0; i <= 500; i++) {
            many.put(i + ".yml", "");
        }
        Map<String, String> heavy = new HashMap<>();
        for (int i = 0; i < 9; i++) {
            heavy.put(i + ".yml", "ü".repeat(500_000));
        }

        assertThatThrownBy(() -> signed(many, Keys.OURS))
                .hasMessage("501 files; a bundle holds at most 500");
        assertThatThrownBy(() -> signed(Map.of("x.yml", "#".repeat((1 << 20) + 1)), Keys.OURS))
                .hasMessage("x.yml: larger than 1 MiB");
        assertThatThrownBy(() -> signed(heavy, Keys.OURS))
                .hasMessage("all files together are larger than 8 MiB");
        assertThat(flaws(new byte[Bundle.MOST_BYTES + 1], Keys.TRUSTED))
                .containsExactly("the bundle is larger than 20 MiB");
    }

    @Test
    void the_largest_bundle_passes() {
        Map<String, String> files = new HashMap<>();
        for (int i = 0; i < 8; i++) {
            files.put(i + ".yml", "\"".repeat(1 << 20));
        }

        byte[] json = signed(files, Keys.OURS).json();

        assertThat(Bundle.read(json, Keys.TRUSTED).files()).isEqualTo(files);
    }

    @Test
    void what_is_no_text_is_refused() {
        assertThatThrownBy(() -> signed(Map.of("x.yml", "\ud800"), Keys.OURS))
                .hasMessage("x.yml: it holds half of a surrogate pair, so it is no text");
        assertThat(flaws(new byte[] {'{', (byte) 0xc3, '}'}, Keys.TRUSTED))
                .containsExactly("the bundle is not valid UTF-8");
    }

    static Stream<Arguments> manifests() {
        return Stream.of(
                argumentSet(
                        "revision nought",
                        "\"revision\":0",
                        "the revision is a whole number from 1 to 9007199254740991"),
                argumentSet(
                        "a revision that no double holds",
                        "\"revision\":9007199254740993",
                        "the manifest: \"revision\" is no whole number"),
                argumentSet(
                        "a revision with a fraction",
                        "\"revision\":1.0",
                        "the manifest: \"revision\" is no whole number"),
                argumentSet(
                        "a revision as text",
                        "\"revision\":\"41\"",
                        "the manifest: \"revision\" is no whole number"),
                argumentSet(
                        "something of a newer version",
                        "\"revision\":41,\"threshold\":2",
                        "the manifest has \"threshold\", which this version does not know"),
                argumentSet("no revision", "", "the manifest has no \"revision\""));
    }

    @ParameterizedTest
    @MethodSource("manifests")
    void a_manifest_says_what_it_must_and_nothing_else(String revision, String flaw) {
        String manifest =
                new String(manifest(FILES).json(), UTF_8)
                        .replace(",\"revision\":41", revision.isEmpty() ? "" : "," + revision);

        Envelope envelope =
                Envelope.signed(Bundle.MANIFEST_TYPE, manifest.getBytes(UTF_8), List.of(Keys.OURS));

        assertThatThrownBy(() -> Bundle.verify(envelope, FILES, Keys.TRUSTED)).hasMessage(flaw);
    }

    @Test
    void a_manifest_that_lists_a_file_twice_is_refused() {
        String manifest =
                new String(manifest(FILES).json(), UTF_8)
                        .replaceAll("\"files\":\\[(\\{.*?})", "\"files\":[$1,$1");
        Envelope envelope =
                Envelope.signed(Bundle.MANIFEST_TYPE, manifest.getBytes(UTF_8), List.of(Keys.OURS));

        assertThatThrownBy(() -> Bundle.verify(envelope, FILES, Keys.TRUSTED))
                .hasMessage(".agent-policy.yml: the manifest lists it twice");
    }

    @Test
    void a_manifest_is_canonical() {
        Manifest manifest =
                Manifest.of(
                        "pay\"ments",
                        41,
                        Instant.parse("2026-11-21T20:00:00.123Z"),
                        List.of("b", "a"),
                        Map.of("x.yml", "hello world"));

        assertThat(new String(manifest.json(), UTF_8))
                .isEqualTo(
                        """
                        {"agents":["b","a"],"created":"2026-11-21T20:00:00Z","files":[{"path":"x.yml",\
                        "sha256":"b94d27b9934d3e08a52e52d7da7dabfac484efe37a5380ee9088f7ace2efcde9","size":11}],\
                        "name":"pay\\"ments","revision":41}\
                        """);
        assertThat(Manifest.read(manifest.json())).isEqualTo(manifest);
    }
}
