package dev.countersign.policy.bundle;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Do we and OpenSSL mean the same by keys and signatures? Skipped where it is not installed. */
@Tag("oracle")
class OpensslTest {

    private static final byte[] PAYLOAD = "{}".getBytes(UTF_8);

    @TempDir private Path folder;

    @BeforeEach
    void openssl_is_there() {
        boolean there;
        try {
            there = run("openssl", "version").status() == 0;
        } catch (IOException missing) {
            there = false;
        }
        assumeTrue(there, "openssl is not installed");
    }

    @Test
    void openssl_accepts_what_we_sign() throws Exception {
        Path message = folder.resolve("message");
        Files.write(message, Envelope.message(Bundle.MANIFEST_TYPE, PAYLOAD));
        Files.write(folder.resolve("sig"), Keys.OURS.sign(Files.readAllBytes(message)));
        Files.writeString(folder.resolve("key.pub"), Keys.OURS.verifyingKey().pem());

        Ran ran =
                run(
                        "openssl pkeyutl -verify -pubin -inkey key.pub -rawin -in message -sigfile sig");

        assertThat(ran.output()).contains("Signature Verified Successfully");
        assertThat(ran.status()).isZero();
    }

    @Test
    void we_accept_what_openssl_signs_with_a_key_of_its_own() throws Exception {
        Files.write(folder.resolve("message"), Envelope.message(Bundle.MANIFEST_TYPE, PAYLOAD));
        assertThat(run("openssl genpkey -algorithm ed25519 -out key.pem").status()).isZero();
        assertThat(run("openssl pkey -in key.pem -pubout -out key.pub").status()).isZero();
        assertThat(run("openssl pkeyutl -sign -inkey key.pem -rawin -in message -out sig").status())
                .isZero();
        String sig = Base64.getEncoder().encodeToString(Files.readAllBytes(folder.resolve("sig")));

        VerifyingKey key =
                VerifyingKey.read("key.pub", Files.readString(folder.resolve("key.pub")));
        Envelope envelope =
                Envelope.read(
                        "{\"payload\":\"e30=\",\"payloadType\":\"%s\",\"signatures\":[{\"sig\":\"%s\"}]}"
                                .formatted(Bundle.MANIFEST_TYPE, sig));

        assertThat(envelope.verified(Bundle.MANIFEST_TYPE, TrustedKeys.of(key)).signers())
                .isEqualTo(List.of(key));
        assertThat(
                        SigningKey.read("key.pem", Files.readString(folder.resolve("key.pem")))
                                .verifyingKey())
                .isEqualTo(key);
        assertThat(run("openssl pkey -pubin -in key.pub -outform DER -out key.der").status())
                .isZero();
        assertThat(key.id()).isEqualTo(Sha256.of(Files.readAllBytes(folder.resolve("key.der"))));
    }

    private record Ran(int status, String output) {}

    private Ran run(String line) throws IOException {
        return run(line.split(" "));
    }

    private Ran run(String... words) throws IOException {
        Path output = folder.resolve("output");
        Process process =
                new ProcessBuilder(words)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException(words[0] + " does not end");
            }
        } catch (InterruptedException stopped) {
            throw new IOException(stopped);
        }
        return new Ran(process.exitValue(), Files.readString(output));
    }
}
