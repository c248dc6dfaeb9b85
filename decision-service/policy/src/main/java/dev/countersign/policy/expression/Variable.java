package dev.countersign.policy.expression;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What an expression can ask about: a field of an action or of what surrounds it. */
public enum Variable {
    TOOL("action.tool", Kind.TEXT),
    /** What runs, after quotes and expansions: one line for each program with its arguments. */
    COMMAND("action.command", Kind.TEXT),
    CWD("action.cwd", Kind.TEXT),
    ROOT("action.root", Kind.TEXT),
    EFFECTS("action.effects", Kind.TEXTS),
    PROGRAMS("action.programs", Kind.TEXTS),
    PATHS("action.paths", Kind.TEXTS),
    HOSTS("action.hosts", Kind.TEXTS),
    PACKAGES("action.packages", Kind.TEXTS),
    BRANCHES("action.branches", Kind.TEXTS),
    ACCESS("action.access", Kind.TEXTS),
    LINES_ADDED("action.lines_added", Kind.NUMBER),
    LINES_REMOVED("action.lines_removed", Kind.NUMBER),
    LINES_CHANGED("action.lines_changed", Kind.NUMBER),
    FILES_CHANGED("action.files_changed", Kind.NUMBER),
    OPAQUE("action.opaque", Kind.TRUTH),
    AGENT_NAME("agent.name", Kind.TEXT),
    AGENT_GROUPS("agent.groups", Kind.TEXTS),
    OPERATOR_NAME("operator.name", Kind.TEXT),
    OPERATOR_GROUPS("operator.groups", Kind.TEXTS),
    SESSION_LABELS("session.labels", Kind.TEXTS),
    SESSION_AGE("session.age", Kind.SPAN),
    SESSION_ACTIONS("session.actions_last_minute", Kind.NUMBER),
    REPOSITORY_ROOT("repository.root", Kind.TEXT),
    REPOSITORY_NAME("repository.name", Kind.TEXT),
    REPOSITORY_BRANCH("repository.branch", Kind.TEXT),
    ENVIRONMENT_NAME("environment.name", Kind.TEXT),
    NOW("now", Kind.MOMENT);

    private static final Map<String, Variable> BY_ID =
            Stream.of(values()).collect(Collectors.toUnmodifiableMap(Variable::id, one -> one));

    private final String id;
    private final Kind kind;

    Variable(String id, Kind kind) {
        this.id = id;
        this.kind = kind;
    }

    /** What its values are. */
    public enum Kind {
        TEXT,
        TEXTS,
        NUMBER,
        TRUTH,
        /** A point in time. */
        MOMENT,
        /** A length of time. */
        SPAN
    }

    /** As expressions write it. */
    public String id() {
        return id;
    }

    public Kind kind() {
        return kind;
    }

    static Optional<Variable> byId(String id) {
        return Optional.ofNullable(BY_ID.get(id));
    }

    /** The names of what stands after the dot, for a name such as {@code action}. */
    static List<String> fieldsOf(String owner) {
        return Stream.of(values())
                .map(Variable::id)
                .filter(id -> id.startsWith(owner + "."))
                .map(id -> id.substring(owner.length() + 1))
                .toList();
    }

    /** The names that an expression can begin with. */
    static List<String> owners() {
        return Stream.of(values()).map(one -> one.id.split("\\.")[0]).distinct().toList();
    }
}
