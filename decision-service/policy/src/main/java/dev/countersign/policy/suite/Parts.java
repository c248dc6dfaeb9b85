package dev.countersign.policy.suite;

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
import dev.countersign.policy.language.Rule;
import java.util.List;
import java.util.stream.Stream;

/** The conditions inside conditions. */
final class Parts {
    private Parts() {}

    /** Every condition of a rule, however deep. */
    static Stream<Condition> of(Rule rule) {
        return Stream.concat(Stream.of(rule.match()), rule.except().stream()).flatMap(Parts::of);
    }

    private static Stream<Condition> of(Condition condition) {
        return Stream.concat(Stream.of(condition), inside(condition).stream().flatMap(Parts::of));
    }

    private static List<Condition> inside(Condition condition) {
        return switch (condition) {
            case All all -> all.parts();
            case Any any -> any.parts();
            case Not not -> List.of(not.inner());
            case Certainly certainly -> List.of(certainly.inner());
            case Unlisted unlisted -> List.of(unlisted.asked(), unlisted.listed());
            case EffectIs effect -> List.of();
            case CommandIs command -> List.of();
            case ProgramIs program -> List.of();
            case PathsAre paths -> List.of();
            case AccessIs access -> List.of();
            case HostsAre hosts -> List.of();
            case PortsAre ports -> List.of();
            case McpIs mcp -> List.of();
            case OpaqueIs opaque -> List.of();
            case SubjectIs subject -> List.of();
            case ReachIs reach -> List.of();
            case ToolIs tool -> List.of();
            case LabelsAre labels -> List.of();
            case MoreFilesThan files -> List.of();
            case ApiIs api -> List.of();
            case CredentialIs credential -> List.of();
            case CredentialOutOfScope credential -> List.of();
            case ContentIs content -> List.of();
            case AgentIs agent -> List.of();
            case GroupIs group -> List.of();
            case SessionOlderThan age -> List.of();
            case TimeIs time -> List.of();
            case When expression -> List.of();
        };
    }
}
