package dev.countersign.approval.slack;

import com.slack.api.model.User;

/** Somebody in Slack, as Slack describes them at this moment. */
record SlackPerson(
        String id, String team, boolean deleted, boolean bot, boolean guest, boolean stranger) {

    static SlackPerson of(User user) {
        return new SlackPerson(
                user.getId(),
                user.getTeamId() == null ? "" : user.getTeamId(),
                user.isDeleted(),
                user.isBot() || user.isWorkflowBot() || user.getId().equals("USLACKBOT"),
                user.isRestricted() || user.isUltraRestricted(),
                user.isStranger());
    }
}
