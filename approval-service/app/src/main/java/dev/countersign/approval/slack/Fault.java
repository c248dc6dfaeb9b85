package dev.countersign.approval.slack;

/** Why Slack did not do what it was asked, by what can be done about it. */
enum Fault {
    /** Slack is away, slow or busy: ask again later. */
    LATER,
    /** The token or its scopes: somebody must repair the configuration. */
    SETUP,
    /** The channel: somebody must repair it. */
    DESTINATION,
    /** The message or the person is not there (any more): there is nothing to do. */
    GONE,
    /** Slack does not take what we built. */
    OURS;

    static Fault of(String code) {
        return switch (code) {
            case "invalid_auth",
                    "not_authed",
                    "token_revoked",
                    "token_expired",
                    "account_inactive",
                    "missing_scope",
                    "not_allowed_token_type",
                    "no_permission",
                    "access_denied",
                    "org_login_required",
                    "team_access_not_granted" ->
                    SETUP;
            case "channel_not_found",
                    "not_in_channel",
                    "is_archived",
                    "restricted_action",
                    "is_inactive" ->
                    DESTINATION;
            case "invalid_blocks",
                    "invalid_blocks_format",
                    "invalid_arguments",
                    "msg_too_long",
                    "msg_blocks_too_long",
                    "no_text",
                    "view_too_large" ->
                    OURS;
            case "message_not_found",
                    "cant_update_message",
                    "edit_window_closed",
                    "thread_not_found",
                    "user_not_found",
                    "users_not_found",
                    "user_not_in_channel",
                    "user_not_visible",
                    "expired_trigger_id",
                    "exchanged_trigger_id",
                    "invalid_trigger_id" ->
                    GONE;
            default -> LATER;
        };
    }
}
