package dev.countersign.policy.replay;

import dev.countersign.policy.action.Fact;
import dev.countersign.policy.action.Facts;
import dev.countersign.policy.action.Tag;

/** What no number of approvals makes ordinary: people decide it each time. */
final class Danger {
    private Danger() {}

    static boolean in(Facts facts) {
        return facts.all().stream().anyMatch(Danger::is);
    }

    private static boolean is(Fact fact) {
        return switch (fact) {
            case Fact.EffectTag effect -> is(effect.tag());
            case Fact.Opaque opaque -> true;
            case Fact.CredentialUse use -> true;
            case Fact.Invocation invocation -> !invocation.trusted();
            case Fact.FileAccess file -> false;
            case Fact.Egress egress -> false;
            case Fact.ApiCall call -> false;
            case Fact.McpCall call -> false;
            case Fact.ToolUse use -> false;
        };
    }

    private static boolean is(Tag tag) {
        return switch (tag) {
            case FS_DELETE_TREE,
                    FS_DELETE_SYSTEM,
                    FS_DEVICE,
                    SECRET_READ,
                    ENV_LIST,
                    VCS_PUSH_FORCE,
                    VCS_REWRITE,
                    NET_UPLOAD,
                    PKG_PUBLISH,
                    DEPLOY,
                    INFRA_CHANGE,
                    INFRA_DELETE,
                    DB_DROP,
                    DB_MASS_CHANGE,
                    CI_EDIT,
                    GUARD_EDIT,
                    GUARD_ACCESS,
                    PERSIST,
                    EXEC_REMOTE_CODE,
                    EXEC_REMOTE_HOST,
                    PRIV_ESCALATE,
                    SYSTEM_CHANGE ->
                    true;
            case FS_OVERWRITE, VCS_PUSH, VCS_DISCARD, NET_EGRESS, PKG_INSTALL, PROCESS_KILL ->
                    false;
        };
    }
}
