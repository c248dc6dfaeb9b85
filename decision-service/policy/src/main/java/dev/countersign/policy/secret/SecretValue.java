package dev.countersign.policy.secret;

import com.google.re2j.Pattern;
import java.util.Locale;
import java.util.Set;

/** What stands where a secret is expected: a secret, or something that only points to one. */
public final class SecretValue {

    private static final Set<String> WORDS =
            Set.of(
                    "true",
                    "false",
                    "null",
                    "none",
                    "nil",
                    "undefined",
                    "yes",
                    "no",
                    "on",
                    "off",
                    "required",
                    "optional",
                    "unset",
                    "empty",
                    "n/a",
                    "bearer",
                    "basic",
                    "digest",
                    "token",
                    "negotiate",
                    "ntlm",
                    "oauth",
                    "oauth2",
                    "jwt",
                    "saml",
                    "ldap",
                    "oidc");

    /** Words for kinds of values in programming languages. */
    private static final Pattern TYPE =
            Pattern.compile(
                    "(?i)(?:read|write|str|string|text|int|integer|number|float|double|bool|boolean|any|object|"
                            + "bytes?|char|varchar|uuid|buffer|array|list|map|optional|never|void|auto|"
                            + "[ui](?:nt)?(?:8|16|32|64|128)|float(?:32|64)|utf-?8|ascii|base64|hex|"
                            + "(?:hs|rs|es|ps|sha|sha-|md|aes|aes-|rsa|ed)[0-9]{1,5}|x509|pkcs[0-9]{1,2}|"
                            + "bcrypt|argon2(?:id?|d)?|scrypt|v[0-9]{1,3})");

    private static final Pattern PLACEHOLDER = Pattern.compile("(?i:<?your[-_ ]?[a-z_ -]*>?)");

    /** A name in capitals, or the version of a package whose name sounds like a secret. */
    private static final Pattern NAME =
            Pattern.compile(
                    "[A-Z]+(?:_[A-Z]+)*_(?:TOKEN|KEY|SECRET|PASSWORD)"
                            + "|(?:[~^<>=v]{0,3} ?[0-9]{1,5}(?:\\.[0-9x*]{1,5}){1,3}(?:[-+][A-Za-z0-9.-]+)?(?: \\|\\| | )?)+");

    private static final Pattern REFERENCE =
            Pattern.compile(
                    "\\$[A-Za-z_][A-Za-z0-9_.:]*|[$#%]?\\{\\{?[^}]*\\}?\\}|(?:[A-Za-z]+ )?[$#%]?\\{+[^}]*\\}+"
                            + "|\\$\\{.*|\\$\\(.*|\\$\\$[({A-Za-z_].*|\\{\\{.*|\\{%.*|<%.*|<[^>]*>|\\[[A-Za-z _-]*\\]"
                            + "|‹masked[^›]*›|[A-Za-z0-9_-]{0,12}(?:…|\\.\\.\\.)|%[A-Za-z_][A-Za-z0-9_]*%|%[sdv]|(?:[A-Za-z]+ )?%[sv]|\\$[0-9@*#?]");

    private static final Pattern POINTER =
            Pattern.compile(
                    "(?:op|vault|ssm|secret|secrets|keyring|keychain|akv|gcpsm|awssm|file|ref\\+[a-z]+)://?.*"
                            + "|(?:id|type|src|source)=[^,]*(?:,.*)?|(?:arn:aws|projects/|env:|file:|vault:|valueFrom|@Microsoft\\.KeyVault).*");

    private static final Pattern PATH =
            Pattern.compile("(?:~|\\.{1,2})?(?:/[A-Za-z0-9._@-]+)+/?|[A-Za-z]:\\\\[^:*?]+");

    /** A file by its name: what is meant is in it. */
    private static final Pattern FILE_NAME =
            Pattern.compile(
                    "[A-Za-z0-9._/~-]+\\.(?:pem|key|crt|cer|pub|json|ya?ml|txt|p12|pfx|jks|env|asc|gpg|toml|ini)");

    private static final int LONGEST_POINTER = 300;
    private static final int LONGEST_WORD = 60;

    private SecretValue() {}

    /** Nothing, a placeholder, a variable, a path or a name of where the secret is kept. */
    public static boolean isNone(String given) {
        String value = given.strip();
        if (value.length() > LONGEST_POINTER) {
            return false;
        }
        String lower = value.toLowerCase(Locale.ROOT);
        return value.isEmpty() || isFiller(value) || WORDS.contains(lower) || isPointer(value);
    }

    /** Each expression is tried only on what holds a sign that it needs: most values hold none. */
    private static boolean isPointer(String value) {
        return holds(value, "$#%{<[‹.…") && REFERENCE.matches(value)
                || holds(value, ":/=") && POINTER.matches(value)
                || holds(value, ".") && FILE_NAME.matches(value)
                || holds(value, "/\\") && PATH.matches(value) && !looksRandom(lastSegment(value));
    }

    private static boolean holds(String value, String signs) {
        return value.chars().anyMatch(c -> signs.indexOf(c) >= 0);
    }

    /** What documentation has where everybody puts a secret of their own. */
    public static boolean isPlaceholder(String value) {
        return value.length() < LONGEST_WORD && PLACEHOLDER.matches(value);
    }

    /** The name of a secret, or of something else, where in code a value would stand. */
    public static boolean isName(String value) {
        return value.length() < LONGEST_WORD && NAME.matches(value);
    }

    /** The word for a kind of value: what a declaration says where a value would stand. */
    public static boolean isType(String value) {
        return value.length() < LONGEST_WORD && TYPE.matches(value);
    }

    /** Long enough, without blanks, and neither words nor a number: as generated text looks. */
    public static boolean looksRandom(String value) {
        if (value.length() < 16 || value.length() > 4096) {
            return false;
        }
        boolean digit = false;
        boolean letter = false;
        boolean mixed = false;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (Character.isWhitespace(c)) {
                return false;
            }
            boolean isDigit = Character.isDigit(c);
            boolean isLetter = Character.isLetter(c);
            mixed |= i > 0 && isDigit && Character.isLetter(value.charAt(i - 1));
            digit |= isDigit;
            letter |= isLetter;
        }
        return digit && letter && mixed && Entropy.of(value) >= 3.0;
    }

    /**
     * Whether the text speaks of secrets instead of being one: "auth_token", "Enter your password".
     */
    public static boolean mentions(String value) {
        return SecretName.isHintedAt(value);
    }

    /** Stars, dots and other signs alone, or three and more of x. */
    private static boolean isFiller(String value) {
        return value.chars().noneMatch(Character::isLetterOrDigit)
                || value.length() > 2 && value.chars().allMatch(c -> c == 'x' || c == 'X');
    }

    private static String lastSegment(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
