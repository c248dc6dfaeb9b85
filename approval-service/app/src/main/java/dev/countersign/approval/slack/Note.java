package dev.countersign.approval.slack;

import dev.countersign.audit.api.Problem;
import dev.countersign.runtime.Refused;

/** Tells a person in Slack why something did not happen and what to do next. */
final class Note {

    private Note() {}

    static String about(Refused refused, String dashboard) {
        Problem problem = refused.problem();
        return "%s %s %s\n<%s|Open in dashboard>"
                .formatted(
                        Visible.markup(problem.title()),
                        Visible.markup(problem.detail()),
                        Visible.markup(problem.next()),
                        dashboard);
    }
}
