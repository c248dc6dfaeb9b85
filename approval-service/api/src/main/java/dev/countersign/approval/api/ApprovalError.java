package dev.countersign.approval.api;

import dev.countersign.audit.api.ErrorCode;

/** How approval-service refuses. */
public enum ApprovalError implements ErrorCode {
    NO_SUCH_APPROVAL(
            404, "There is no such request, or you may not see it.", "Check the identifier."),
    NO_SUCH_BYPASS(404, "There is no such bypass.", "Check the identifier."),
    NO_SUCH_PERSON(
            404,
            "No person with an open account is named so.",
            "Use the user name of exactly one enabled account of a person."),
    INVALID_ORDER(
            400, "The request is incomplete or out of range.", "Correct what the detail names."),
    REASON_MISSING(
            400, "A reason is missing or too short.", "Write why, so that others can follow it."),
    NOT_A_PERSON(
            403,
            "Only people vote, grant or bypass; agents and service accounts never do.",
            "Sign in as a person."),
    OWN_AGENT(
            403,
            "Operators and owners never approve their own agents.",
            "Ask somebody else from the groups of this request."),
    NOT_IN_GROUP(
            403,
            "You are in none of the groups that decide this request.",
            "Ask a member of the groups named in the request."),
    NOT_APPROVER(
            403,
            "Your account does not hold a role that decides this.",
            "Ask somebody who holds it, or an administrator for the role."),
    STEP_UP_NEEDED(
            403,
            "Approving this needs a fresh sign-in.",
            "Sign out of the dashboard, sign in again, and approve within five minutes."),
    ACCOUNT_CLOSED(
            403,
            "Your account is disabled or no longer exists.",
            "Ask an administrator to open it again."),
    NOT_ON_CALL(
            403,
            "Only engineers on call ask for a bypass.",
            "Ask whoever is on call, or an administrator for the role."),
    OWN_BYPASS(403, "Nobody approves or reviews their own bypass.", "Ask somebody else."),
    ALREADY_VOTED(409, "You have already voted on this.", "One vote for each person; it stays."),
    ALREADY_RESOLVED(409, "This was already decided.", "Look at it again to see how."),
    NOT_APPROVED(409, "This request is not approved.", "Wait for its approvers."),
    ALREADY_CONSUMED(
            409,
            "This approval was already used, and it was good for one call.",
            "Propose the call again to ask for a new approval."),
    DIGEST_DIFFERS(
            409,
            "The call is not the one that was approved.",
            "Propose the changed call to ask for an approval of its own."),
    NOT_LIVE(409, "This bypass is not in force.", "Ask for a new one if the emergency goes on."),
    NOT_ENDED(
            409, "This bypass has not ended.", "End it, or wait for its end, and review it then."),
    ALREADY_REVIEWED(409, "This bypass was already reviewed.", "Look at it to see the finding."),
    BYPASS_OPEN(
            409,
            "You already have a bypass that is asked for or in force.",
            "Bypasses do not stack; end the other one first."),
    NOBODY_ELIGIBLE(
            422,
            "Nobody could decide this.",
            "Have an administrator put somebody else into the approver group."),
    DIRECTORY_UNREACHABLE(
            503,
            "The identity provider does not answer, so nobody's rights can be checked.",
            "Nothing was decided; try again shortly.");

    private final int status;
    private final String title;
    private final String next;

    ApprovalError(int status, String title, String next) {
        this.status = status;
        this.title = title;
        this.next = next;
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public String next() {
        return next;
    }
}
