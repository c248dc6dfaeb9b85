package dev.countersign.policy.shell;

import dev.countersign.policy.action.Wild;
import java.util.regex.Pattern;

/** Names and search patterns that are about credentials. */
public final class CredentialText {
    private static final String WORDS =
            "(SECRET|PASSWORD|PASSWD|PASSPHRASE|PASS|PWD|TOKEN|API_?KEY|ACCESS_?KEY|PRIVATE_?KEY|AUTH_?KEY|KEY|CREDENTIALS?|(?:DATABASE|DB|REDIS|MONGO(?:DB)?|POSTGRES|MYSQL|AMQP)_UR[IL]|DSN)";
    private static final Pattern NAME =
            Pattern.compile(
                    "(?:[A-Z0-9]+_)*(?:SECRET|PASSWORD|PASSWD|PASSPHRASE|TOKEN|API_?KEY|ACCESS_?KEY|PRIVATE_?KEY|CREDENTIALS?|PGPASSWORD|DATABASE_URL|DSN|[A-Z0-9]+_KEY|[A-Z0-9]+_PASS|[A-Z0-9]+_PAT)(?:_[A-Z0-9]+)*");
    private static final Pattern UPPER =
            Pattern.compile("(?<![a-zA-Z])" + WORDS + "(?![a-zA-Z])|_" + WORDS);
    private static final Pattern ASSIGNED =
            Pattern.compile(
                    "(?i)(secret|passw(or)?d|token|api[-_]?key|access[-_]?key)[\\\\\\w*+\\[\\]'\"?]*[=:]");
    private static final Pattern UNSPECIFIC = Pattern.compile("\\\\[a-zA-Z]|\\[[^]]*]|\\{[0-9,]*}");
    private static final Pattern REPEATED = Pattern.compile("([^.*])\\1{3}");
    private static final Pattern VALUE =
            Pattern.compile(
                    "AKIA|ASIA|gh[pousr]_|github_pat|glpat-|sk-|sk_live|rk_live|xox[abprs]|AIza|eyJ|npm_|PRIVATE KEY|:\\\\?/\\\\?/.*@|(postgres|postgresql|mysql|mongodb|redis|amqp)[^:]{0,5}:");

    private CredentialText() {}

    /** Whether a variable of this name usually holds a credential. */
    static boolean isName(String variable) {
        return NAME.matcher(variable).matches();
    }

    /** Whether lines that this regular expression finds may be those with credentials. */
    public static boolean mayPrint(String regex) {
        return !Wild.isLiteral(regex)
                || findsEverything(regex)
                || UPPER.matcher(regex).find()
                || ASSIGNED.matcher(regex).find()
                || VALUE.matcher(regex).find();
    }

    /** Nothing in it is specific: no letter outside classes, no run of the same sign. */
    static boolean findsEverything(String regex) {
        String specific = UNSPECIFIC.matcher(regex).replaceAll("");
        return specific.chars().noneMatch(Character::isLetterOrDigit)
                && !REPEATED.matcher(specific).find();
    }
}
