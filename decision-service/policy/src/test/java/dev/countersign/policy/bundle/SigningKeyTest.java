package dev.countersign.policy.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.security.KeyPairGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SigningKeyTest {

    @Test
    void a_pair_of_the_standard_is_read_and_written_as_it_stands() {
        SigningKey key = SigningKey.read("key.pem", Keys.SECRET);

        assertThat(key.secretPem()).isEqualTo(Keys.SECRET);
        assertThat(key.verifyingKey().pem()).isEqualTo(Keys.PUBLIC);
        assertThat(key.verifyingKey()).isEqualTo(VerifyingKey.read("key.pub", Keys.PUBLIC));
    }

    @Test
    void a_new_key_is_another_one_each_time_and_survives_its_file() {
        SigningKey key = SigningKey.generate();

        assertThat(key.verifyingKey()).isNotEqualTo(SigningKey.generate().verifyingKey());
        assertThat(SigningKey.read("key.pem", key.secretPem()).verifyingKey())
                .isEqualTo(key.verifyingKey());
    }

    @Test
    void its_text_does_not_show_the_secret() {
        assertThat(Keys.OURS).hasToString("the private half of " + Keys.OURS.verifyingKey().id());
    }

    @Test
    void words_around_a_key_and_other_line_ends_do_no_harm() {
        String dressed = "Signs the policies of payments\r\n" + Keys.SECRET.replace("\n", "\r\n");

        assertThat(SigningKey.read("key.pem", dressed).verifyingKey())
                .isEqualTo(Keys.OURS.verifyingKey());
    }

    static Stream<Arguments> otherFiles() throws Exception {
        KeyPairGenerator ec = KeyPairGenerator.getInstance("EC");
        ec.initialize(256);
        String other =
                new Pem("PRIVATE KEY", ec.generateKeyPair().getPrivate().getEncoded()).text();
        return Stream.of(
                argumentSet("nothing", "", "k does not hold exactly one private key"),
                argumentSet(
                        "two",
                        Keys.SECRET + Keys.SECRET,
                        "k does not hold exactly one private key"),
                argumentSet(
                        "the public half",
                        Keys.PUBLIC,
                        "k holds a \"PUBLIC KEY\", not an unencrypted \"PRIVATE KEY\""),
                argumentSet(
                        "encrypted",
                        Keys.SECRET.replace("PRIVATE", "ENCRYPTED PRIVATE"),
                        "k holds a \"ENCRYPTED PRIVATE KEY\", not an unencrypted \"PRIVATE KEY\""),
                argumentSet("of another kind", other, "k holds no Ed25519 key"),
                argumentSet(
                        "cut short",
                        Keys.SECRET.substring(0, 60),
                        "k: a PEM block is not complete"),
                argumentSet(
                        "ending differently",
                        Keys.SECRET.replace("END PRIVATE", "END PUBLIC"),
                        "k: a PEM block ends as another kind"),
                argumentSet(
                        "no base64",
                        Keys.SECRET.replace("MC4CAQ", "MC4=CAQ"),
                        "k: a PEM block is no base64"),
                argumentSet(
                        "too few bytes",
                        Keys.SECRET.replace("HU++CXqI9EdVhC", ""),
                        "k holds no Ed25519 key"));
    }

    @ParameterizedTest
    @MethodSource("otherFiles")
    void what_is_no_such_key_is_refused_and_said(String pem, String message) {
        assertThatThrownBy(() -> SigningKey.read("k", pem))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void trusted_keys_stand_one_behind_the_other() {
        String second = Keys.OTHER.verifyingKey().pem();

        TrustedKeys trusted = TrustedKeys.read("keys.pem", Keys.PUBLIC + "# of bob\n" + second);

        assertThat(trusted.keys())
                .containsExactlyInAnyOrder(Keys.OURS.verifyingKey(), Keys.OTHER.verifyingKey());
        assertThatThrownBy(() -> VerifyingKey.read("keys.pem", Keys.PUBLIC + second))
                .hasMessage("keys.pem holds several public keys; give one");
        assertThatThrownBy(() -> TrustedKeys.read("keys.pem", ""))
                .hasMessage("keys.pem holds no public key in PEM form");
        assertThatThrownBy(() -> TrustedKeys.read("keys.pem", Keys.PUBLIC + Keys.SECRET))
                .hasMessage("keys.pem holds a \"PRIVATE KEY\", not a \"PUBLIC KEY\"");
    }
}
