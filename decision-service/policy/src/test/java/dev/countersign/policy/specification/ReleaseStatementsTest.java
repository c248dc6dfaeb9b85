package dev.countersign.policy.specification;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.policy.bundle.Bundle;
import dev.countersign.policy.bundle.BundleRefused;
import dev.countersign.policy.bundle.Manifest;
import dev.countersign.policy.bundle.SigningKey;
import dev.countersign.policy.bundle.TrustedKeys;
import dev.countersign.policy.language.PolicyErrors;
import dev.countersign.policy.language.PolicyFile;
import dev.countersign.policy.lint.Migration;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The statements of the specification about versions, signing and release, as far as a file alone
 * can show them; what decision-service does with bundles is in its own package {@code bundle}.
 */
class ReleaseStatementsTest {

    @ParameterizedTest
    @ValueSource(strings = {"1.0", "2.0", "2.1"})
    void a_file_of_a_known_version_loads(String version) {
        assertThat(PolicyFile.read("p.yml", "version: \"%s\"".formatted(version)).version())
                .isEqualTo(version);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.9", "1.1", "2.2", "3.0", "latest"})
    void a_newer_minor_or_an_unknown_major_is_refused_with_the_line(String version) {
        assertThatThrownBy(() -> PolicyFile.read("p.yml", "version: \"%s\"".formatted(version)))
                .isInstanceOf(PolicyErrors.class)
                .hasMessageStartingWith("p.yml:1:10: version \"" + version + "\"");
    }

    @Test
    void an_unknown_key_is_refused_with_the_line() {
        assertThatThrownBy(() -> PolicyFile.read("p.yml", "version: \"2.1\"\nrulse: []"))
                .hasMessage("p.yml:2:1: unknown key \"rulse\"; did you mean \"rules\"?");
    }

    @Test
    void migrate_rewrites_an_older_major() {
        String old =
                """
                version: "1.0"
                require_human_approval:
                  - command_pattern: "git commit"
                """;

        Migration migration = Migration.of("p.yml", old);

        assertThat(PolicyFile.read("p.yml", old).rules())
                .extracting(rule -> rule.id())
                .isEqualTo(
                        PolicyFile.read("p.yml", migration.text()).rules().stream()
                                .map(rule -> rule.id())
                                .toList());
        assertThat(migration.text()).startsWith("version: \"2.1\"\n");
    }

    /** By nothing but what DSSE, RFC 8032 and the JDK say. */
    @Test
    void a_bundle_is_a_set_of_files_with_a_manifest_in_a_dsse_envelope_signed_with_ed25519()
            throws Exception {
        SigningKey key = SigningKey.generate();

        String bundle = new String(signed(key, "a: 1\n").json(), UTF_8);

        byte[] manifest = Base64.getDecoder().decode(field("payload", bundle));
        String type = field("payloadType", bundle);
        String head = "DSSEv1 %d %s %d ".formatted(type.length(), type, manifest.length);
        Signature ed25519 = Signature.getInstance("Ed25519");
        ed25519.initVerify(publicKey(key));
        ed25519.update(head.getBytes(UTF_8));
        ed25519.update(manifest);
        assertThat(ed25519.verify(Base64.getDecoder().decode(field("sig", bundle)))).isTrue();
        assertThat(new String(manifest, UTF_8))
                .contains("\"revision\":41", "\"path\":\".agent-policy.yml\"");
        assertThat(bundle).contains("\".agent-policy.yml\":\"a: 1\\n\"");
    }

    @Test
    void a_file_that_is_not_what_the_manifest_lists_is_refused() {
        SigningKey key = SigningKey.generate();
        String forged = new String(signed(key, "a: 1\n").json(), UTF_8).replace("a: 1", "a: 2");
        TrustedKeys trusted = TrustedKeys.read("key.pub", key.verifyingKey().pem());

        assertThatThrownBy(() -> Bundle.read(forged.getBytes(UTF_8), trusted))
                .isInstanceOf(BundleRefused.class)
                .hasMessage(".agent-policy.yml: it is not what was signed");
    }

    private static Bundle signed(SigningKey key, String text) {
        Map<String, String> files = Map.of(".agent-policy.yml", text);
        Manifest manifest =
                Manifest.of("p", 41, Instant.parse("2026-11-20T12:00:00Z"), List.of(), files);
        return Bundle.sign(manifest, files, List.of(key));
    }

    private static String field(String name, String json) {
        Matcher found = Pattern.compile("\"" + name + "\":\"([^\"]*)\"").matcher(json);
        assertThat(found.find()).as(name).isTrue();
        return found.group(1);
    }

    private static PublicKey publicKey(SigningKey key) throws Exception {
        String base64 = key.verifyingKey().pem().replaceAll("-----[A-Z ]+-----|\\s", "");
        return KeyFactory.getInstance("Ed25519")
                .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(base64)));
    }
}
