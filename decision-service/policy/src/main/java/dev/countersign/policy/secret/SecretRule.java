package dev.countersign.policy.secret;

import com.google.re2j.Pattern;
import java.util.List;
import java.util.Optional;

/**
 * What one kind of credential looks like.
 *
 * @param regex without it the whole content of a file at {@code path} is the secret
 * @param group the group of the expression that is the secret; 0 for the first that is not empty,
 *     or the whole match
 * @param entropy the secret has more bits per character than this; 0 for any
 * @param keywords in lower case; without one of them in the text the rule is not tried
 * @param path the files it is for, when it is not for all texts
 * @param reach how wide a match is at most, keyword included; 0 if that is not known
 */
record SecretRule(
        String id,
        Optional<Pattern> regex,
        int group,
        double entropy,
        List<String> keywords,
        Optional<Pattern> path,
        List<Allowlist> allowlists,
        int reach) {

    /**
     * @param file the file that the text is in, or empty
     */
    boolean isFor(String file) {
        return path.isEmpty() || !file.isEmpty() && path.get().matcher(file).find();
    }
}
