package dev.countersign.approval.slack;

import dev.countersign.audit.api.ErrorCode;

/** How the Slack channel refuses, before anybody's right to vote is even looked at. */
enum SlackError implements ErrorCode {
    SLACK_IS_OFF(404, "Slack is not connected here.", "See SLACK.md for how to connect it."),
    NOT_FROM_SLACK(
            401,
            "The request does not carry a valid signature of Slack.",
            "Check the signing secret and the clocks."),
    MALFORMED_PAYLOAD(400, "This is not one of Slack's payloads.", "Check who sends it."),
    FOREIGN_APP(403, "This came through another Slack app.", "Use the card of this app."),
    FOREIGN_WORKSPACE(
            403,
            "You belong to another Slack workspace.",
            "Decide in the dashboard, if you have an account there."),
    NOT_A_COLLEAGUE(
            403,
            "Guests, bots and people who left the workspace decide nothing here.",
            "Decide in the dashboard, if you have an account there."),
    NOT_LINKED(
            403,
            "Your Slack identity belongs to no account.",
            "Ask an administrator to enter it as slack_id of your account, or use the dashboard."),
    LINKED_TWICE(
            409,
            "Your Slack identity belongs to more than one account.",
            "Ask an administrator to leave it at one, or use the dashboard."),
    UNKNOWN_CARD(
            409,
            "This message is not the card of that request.",
            "Use the request's newest card, or the dashboard."),
    STALE_CARD(
            409,
            "The card has changed since.",
            "Look at it as it is now, and click again if you still want to."),
    NOT_SHOWN_WHOLE(
            403,
            "The action does not fit into Slack, so it cannot be decided here.",
            "Open it in the dashboard."),
    DIALOG_DID_NOT_OPEN(
            503,
            "The dialog for your reason did not open, so nothing was decided.",
            "Click again, or deny it in the dashboard."),
    COULD_NOT_CHECK(
            503,
            "Your rights could not be checked, so nothing was decided.",
            "Click again in a while, or use the dashboard.");

    private final int status;
    private final String title;
    private final String next;

    SlackError(int status, String title, String next) {
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
