package dev.countersign.approval.request;

import java.util.List;
import java.util.Optional;

/**
 * Who people are and what they may do, asked anew each time so that a lost role or group acts at
 * once.
 *
 * <p>Every method refuses with {@code DIRECTORY_UNREACHABLE} when there is no answer within about
 * two seconds; "unreachable" is never reported as "nobody".
 */
public interface Directory {

    Optional<Member> bySubject(String subject);

    /**
     * Everybody whose account carries this Slack identity, compared exactly. More than one means
     * that the link is ambiguous and nobody may be taken for it.
     *
     * @param slackId workspace and user, {@code T…:U…}
     */
    List<Member> bySlackId(String slackId);

    /**
     * @param group path without the leading slash; a top-level group's is its name
     * @return direct members; empty if there is no such group
     */
    Optional<List<Member>> membersOf(String group);

    /** The person with exactly this user name or e-mail address, in any case. */
    Optional<Member> byNameOrEmail(String reference);
}
