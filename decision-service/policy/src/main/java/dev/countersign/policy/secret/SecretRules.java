package dev.countersign.policy.secret;

import com.google.re2j.Pattern;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The rules by which secrets are known, as one or more files in the gitleaks format give them. */
public final class SecretRules {

    private static final String SHIPPED = "/dev/countersign/policy/secrets.toml";

    private final List<SecretRule> rules;

    SecretRules(List<SecretRule> rules) {
        this.rules = List.copyOf(rules);
    }

    /** The rules that come with Countersign. */
    public static SecretRules shipped() {
        return Shipped.RULES;
    }

    /**
     * Reads a file in the gitleaks format.
     *
     * @param file the name under which errors speak of it
     * @throws RuleFileErrors with every error and its place, unknown keys included
     */
    public static SecretRules read(String file, String toml) {
        return new RuleFile(file, toml).read();
    }

    public static SecretRules none() {
        return new SecretRules(List.of());
    }

    /** One kind of credential, the whole of what the expression finds. */
    public static SecretRules of(String id, Pattern pattern) {
        List<String> keywords = LiteralStart.of(pattern.pattern()).stream().toList();
        return new SecretRules(
                List.of(
                        new SecretRule(
                                id,
                                Optional.of(whole(pattern)),
                                1,
                                0,
                                keywords,
                                Optional.empty(),
                                List.of(),
                                0)));
    }

    private static Pattern whole(Pattern pattern) {
        return Pattern.compile("(" + pattern.pattern() + ")");
    }

    /** These and more. */
    public SecretRules and(SecretRules more) {
        return new SecretRules(Stream.concat(rules.stream(), more.rules.stream()).toList());
    }

    public List<String> ids() {
        return rules.stream().map(SecretRule::id).toList();
    }

    List<SecretRule> rules() {
        return rules;
    }

    private static final class Shipped {
        static final SecretRules RULES = read(SHIPPED, text());

        private static String text() {
            try (InputStream in = SecretRules.class.getResourceAsStream(SHIPPED)) {
                if (in == null) {
                    throw new IllegalStateException(SHIPPED + " is missing");
                }
                return new String(in.readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
    }
}
