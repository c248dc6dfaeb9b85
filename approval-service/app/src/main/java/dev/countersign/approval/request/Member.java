package dev.countersign.approval.request;

import java.text.Normalizer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A person as the identity provider knows them at this moment. Never an agent or a service account.
 *
 * @param subject the identity provider's stable identifier
 * @param name user name
 * @param enabled whether the account may sign in
 * @param roles realm roles in effect: direct, through groups and through other roles
 * @param groups paths of the groups without the leading slash; a top-level group's is its name
 * @param signedInAt when they last proved who they are, if the channel can tell
 */
public record Member(
        String subject,
        String name,
        Optional<String> email,
        boolean enabled,
        Set<String> roles,
        Set<String> groups,
        Optional<Instant> signedInAt) {

    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Z}]");

    public Member {
        roles = Set.copyOf(roles);
        groups = Set.copyOf(groups);
    }

    public Member signedInAt(Optional<Instant> at) {
        return new Member(subject, name, email, enabled, roles, groups, at);
    }

    /** Whether they proved who they are within this time before the given moment. */
    boolean signedInWithin(Duration time, Instant now) {
        return signedInAt.filter(at -> at.plus(time).isAfter(now)).isPresent();
    }

    /**
     * Whether a text that names a person, in whichever way, names this one. Names that look the
     * same are the same: who might be the operator of an agent is taken for its operator.
     */
    public boolean answersTo(String reference) {
        String wanted = seen(reference);
        return seen(name).equals(wanted)
                || seen(subject).equals(wanted)
                || email.map(Member::seen).filter(wanted::equals).isPresent();
    }

    /** Wide letters as narrow ones, all in one case, without what does not show. */
    private static String seen(String text) {
        return UNSEEN.matcher(Normalizer.normalize(text, Normalizer.Form.NFKC))
                .replaceAll("")
                .toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT);
    }

    public boolean inAnyOf(List<String> wanted) {
        return wanted.stream().anyMatch(groups::contains);
    }

    public boolean holdsAnyOf(Set<String> wanted) {
        return wanted.stream().anyMatch(roles::contains);
    }
}
