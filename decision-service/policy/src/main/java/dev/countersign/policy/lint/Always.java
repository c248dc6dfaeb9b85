package dev.countersign.policy.lint;

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

/** Whether a condition is about the action alone, whoever proposes it and whenever. */
final class Always {
    private Always() {}

    static boolean judges(Condition condition) {
        return switch (condition) {
            case All all -> all.parts().stream().allMatch(Always::judges);
            case Any any -> any.parts().stream().allMatch(Always::judges);
            case Not not -> judges(not.inner());
            case Certainly certainly -> judges(certainly.inner());
            case Unlisted list -> judges(list.asked()) && judges(list.listed());
            case AccessIs access -> true;
            case ApiIs api -> true;
            case CommandIs command -> true;
            case CredentialIs credential -> true;
            case EffectIs effect -> true;
            case HostsAre hosts -> true;
            case McpIs mcp -> true;
            case OpaqueIs opaque -> true;
            case PathsAre paths -> true;
            case PortsAre ports -> true;
            case ProgramIs program -> true;
            case ReachIs reach -> true;
            case SubjectIs subject -> true;
            case ToolIs tool -> true;
            case TimeIs time -> false;
            case When when -> false;
            case AgentIs agent -> false;
            case ContentIs content -> false;
            case CredentialOutOfScope scope -> false;
            case GroupIs group -> false;
            case LabelsAre labels -> false;
            case MoreFilesThan files -> false;
            case SessionOlderThan session -> false;
        };
    }
}
