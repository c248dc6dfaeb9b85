package dev.countersign.policy.action;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The fixed vocabulary of effects. Tags come from code and built-in tables, never from a loaded
 * policy.
 */
public enum Tag {
    FS_DELETE_TREE,
    /** The root, a home folder, or a folder of the operating system is deleted. */
    FS_DELETE_SYSTEM,
    FS_DEVICE,
    /** What files hold is thrown away: one is emptied, or all are deleted that fit a pattern. */
    FS_OVERWRITE,
    SECRET_READ,
    ENV_LIST,
    VCS_PUSH,
    VCS_PUSH_FORCE,
    VCS_DISCARD,
    VCS_REWRITE,
    NET_EGRESS,
    NET_UPLOAD,
    PKG_INSTALL,
    PKG_PUBLISH,
    DEPLOY,
    INFRA_CHANGE,
    INFRA_DELETE,
    DB_DROP,
    DB_MASS_CHANGE,
    CI_EDIT,
    GUARD_EDIT,
    /** The guard itself is called: its services, their database, its identity provider. */
    GUARD_ACCESS,
    PERSIST,
    EXEC_REMOTE_CODE,
    EXEC_REMOTE_HOST,
    PRIV_ESCALATE,
    PROCESS_KILL,
    SYSTEM_CHANGE;

    private static final Map<String, Tag> BY_ID =
            Stream.of(values()).collect(Collectors.toUnmodifiableMap(Tag::id, tag -> tag));

    /** The word of the policy language, for example {@code fs.delete.tree}. */
    public String id() {
        return switch (this) {
            case EXEC_REMOTE_CODE -> "exec.remote-code";
            case EXEC_REMOTE_HOST -> "exec.remote-host";
            case DB_MASS_CHANGE -> "db.mass-change";
            default -> name().toLowerCase(Locale.ROOT).replace('_', '.');
        };
    }

    public static Optional<Tag> byId(String id) {
        return Optional.ofNullable(BY_ID.get(id));
    }
}
