package dev.countersign.decision.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** By what a call of the repository's host is known. */
record WebhookSecret(Secret secret) {

    private static final String ALGORITHM = "HmacSHA256";

    /** GitHub's, which Gitea, Forgejo and Gogs send as well, and their own. */
    private static final List<String> SIGNATURES =
            List.of(
                    "X-Hub-Signature-256",
                    "X-Forgejo-Signature",
                    "X-Gitea-Signature",
                    "X-Gogs-Signature");

    /** GitLab sends the secret itself. */
    private static final String TOKEN = "X-Gitlab-Token";

    /**
     * Whether the secret made a signature over the body, or is itself among the headers. All are
     * compared in constant time.
     */
    boolean isBehind(Function<String, @Nullable String> headers, byte[] body) {
        byte[] expected = signature(body).getBytes(UTF_8);
        boolean signed =
                SIGNATURES.stream()
                        .flatMap(name -> Stream.ofNullable(headers.apply(name)))
                        .map(value -> value.replaceFirst("^sha256=", ""))
                        .anyMatch(value -> MessageDigest.isEqual(expected, value.getBytes(UTF_8)));
        String token = headers.apply(TOKEN);
        return signed
                || token != null && MessageDigest.isEqual(secret.bytes(), token.getBytes(UTF_8));
    }

    /** HMAC-SHA-256 in lower-case hexadecimal. */
    String signature(byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.bytes(), ALGORITHM));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("HMAC-SHA-256 is part of every JDK", missing);
        }
    }
}
