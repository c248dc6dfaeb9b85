package dev.countersign.policy.lint;

import java.util.Locale;

/** What is looked for. The identifiers stay, because projects suppress findings by them. */
public enum Check {
    INVALID(
            Severity.ERROR,
            "The policy cannot be loaded",
            "An unknown key, a value that is none, or text that is no YAML. The whole file is refused."),
    CONFLICT(
            Severity.ERROR,
            "A lower layer allows what a layer above denies",
            "The denial wins, so the lower layer's rule does nothing. Remove it, or add an exception to the rule above."),
    PARTIAL_CONFLICT(
            Severity.WARNING,
            "A lower layer allows some of what a layer above denies",
            "Where both speak the denial wins. Say in the lower layer what it really opens."),
    TOO_MANY_OVERRIDES(
            Severity.WARNING,
            "More overrides than anybody keeps in mind",
            "Overrides of single folders hide what is in force. Move what most of them say to the root."),
    NOT_COMPARED(
            Severity.WARNING,
            "Not everything was compared between the layers",
            "There are so many patterns or conflicts that the search stopped. Mend what was told, and look again."),
    OVERRULED(
            Severity.WARNING,
            "A layer above is stricter, so this has no effect",
            "Defaults, audit and the terms of a bypass can only become stricter on the way down. Remove it, or say what is stricter still."),
    SOFTENED_PACK(
            Severity.WARNING,
            "The file is laxer than a pack that it extends",
            "What a pack forbids or holds stays so, but its defaults and warnings give way to the file's own. Leave that to the pack unless it is meant."),
    BROAD_ALLOW(
            Severity.WARNING,
            "A rule allows much more than one task needs",
            "A rule that allows a shell, an interpreter, every host or every file allows what nobody thought of. Name what is needed."),
    NEVER_MATCHES(
            Severity.WARNING,
            "A rule can never match",
            "Its conditions contradict each other, or nothing is ever called so."),
    SHADOWED_ALLOW(
            Severity.WARNING,
            "A rule of the same file denies what this one allows",
            "The strongest effect wins, so the permission does nothing."),
    DUPLICATE(
            Severity.WARNING,
            "Two rules say the same",
            "One of them can go; when they are changed apart, nobody knows which was meant."),
    COVERED(
            Severity.NOTE,
            "Another rule already says this and more",
            "It can go, unless it is there to be read."),
    NO_AGENT(
            Severity.WARNING,
            "The policy or rule speaks of no agent",
            "No agent has an empty name, so this is never in force."),
    UNKNOWN_TOOL(
            Severity.WARNING,
            "A tool that no agent has",
            "Names of tools are compared exactly, letter case included."),
    FOLDER_ITSELF(
            Severity.WARNING,
            "The folder itself is not covered",
            "In an exception build/** covers what lies in the folder, not the folder: deleting build is no part of it."),
    LARGE_QUORUM(
            Severity.WARNING,
            "More people must agree than are likely to be there",
            "What too few people can approve expires and is denied."),
    UNTESTED_DENY(
            Severity.NOTE,
            "A rule that denies has no test",
            "Without a test or an example nobody notices when it ceases to protect."),
    OLD_VERSION(
            Severity.NOTE,
            "The file is written in an older version of the language",
            "It loads; agent-policy migrate rewrites it and shows the difference."),
    LOG_VIOLATION(
            Severity.ERROR,
            "A recorded action is denied by the policy",
            "It would have been stopped, or ended the session."),
    LOG_UNAPPROVED(
            Severity.WARNING,
            "A recorded action needs an approval that the log does not show",
            "It would have been held for a human."),
    LOG_UNREADABLE(
            Severity.ERROR,
            "A line of the log cannot be read",
            "What cannot be read cannot be checked, so it is not taken for fine."),
    LOG_FORGOTTEN(
            Severity.WARNING,
            "More sessions at once than are remembered",
            "What the oldest one did before is forgotten, so its later actions are judged without it.");

    private final Severity severity;
    private final String title;
    private final String help;

    Check(Severity severity, String title, String help) {
        this.severity = severity;
        this.title = title;
        this.help = help;
    }

    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public Severity severity() {
        return severity;
    }

    /** One line for people. */
    public String title() {
        return title;
    }

    /** Why it matters and what to do, in full sentences. */
    public String help() {
        return help;
    }
}
