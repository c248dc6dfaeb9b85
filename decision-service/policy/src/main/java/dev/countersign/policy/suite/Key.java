package dev.countersign.policy.suite;

import dev.countersign.policy.action.Tag;
import dev.countersign.policy.condition.AccessIs;
import dev.countersign.policy.condition.AgentIs;
import dev.countersign.policy.condition.All;
import dev.countersign.policy.condition.Any;
import dev.countersign.policy.condition.ApiIs;
import dev.countersign.policy.condition.Certainly;
import dev.countersign.policy.condition.CommandIs;
import dev.countersign.policy.condition.Condition;
import dev.countersign.policy.condition.ContentIs;
import dev.countersign.policy.condition.CredentialIs;
import dev.countersign.policy.condition.CredentialOutOfScope;
import dev.countersign.policy.condition.EffectIs;
import dev.countersign.policy.condition.GroupIs;
import dev.countersign.policy.condition.HostsAre;
import dev.countersign.policy.condition.LabelsAre;
import dev.countersign.policy.condition.McpIs;
import dev.countersign.policy.condition.MoreFilesThan;
import dev.countersign.policy.condition.Not;
import dev.countersign.policy.condition.OpaqueIs;
import dev.countersign.policy.condition.PathsAre;
import dev.countersign.policy.condition.PortsAre;
import dev.countersign.policy.condition.ProgramIs;
import dev.countersign.policy.condition.ReachIs;
import dev.countersign.policy.condition.SessionOlderThan;
import dev.countersign.policy.condition.SubjectIs;
import dev.countersign.policy.condition.TimeIs;
import dev.countersign.policy.condition.ToolIs;
import dev.countersign.policy.condition.Unlisted;
import dev.countersign.policy.condition.When;
import java.util.stream.Collectors;

/** The key under which an author wrote a condition. */
final class Key {
    private Key() {}

    static String of(Condition condition) {
        return switch (condition) {
            case All all -> all.parts().stream().map(Key::of).collect(Collectors.joining(" and "));
            case Any any -> any.parts().stream().map(Key::of).collect(Collectors.joining(" or "));
            case Not not -> "not " + of(not.inner());
            case Certainly certainly -> of(certainly.inner());
            case Unlisted closed -> closed.list();
            case EffectIs effect -> "effect";
            case CommandIs command -> "command";
            case ProgramIs program -> "program";
            case PathsAre paths -> "paths";
            case AccessIs access -> "access";
            case HostsAre hosts -> "hosts";
            case PortsAre ports -> "ports";
            case McpIs mcp -> "mcp";
            case OpaqueIs opaque -> "opaque";
            case SubjectIs subject ->
                    subject.tags().contains(Tag.PKG_INSTALL) ? "packages" : "branches";
            case ReachIs reach -> "reach";
            case ToolIs tool -> "tool";
            case LabelsAre labels -> "labels";
            case MoreFilesThan files -> "files_count";
            case ApiIs api -> "api";
            case CredentialIs credential -> "credentials";
            case CredentialOutOfScope credential -> "credentials";
            case ContentIs content -> "content";
            case AgentIs agent -> "agents";
            case GroupIs group -> "groups";
            case SessionOlderThan age -> "session age";
            case TimeIs time -> "time";
            case When when -> "when";
        };
    }
}
