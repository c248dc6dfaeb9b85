package dev.countersign.policy.suite;

import dev.countersign.policy.action.Opacity;
import dev.countersign.policy.action.Reach;
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
import dev.countersign.policy.history.LabelPattern;
import dev.countersign.policy.match.CommandPattern;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A condition with one thing in it changed: what its author may have written wrongly. */
final class AlteredCondition {
    private final Form form;

    private AlteredCondition(Form form) {
        this.form = form;
    }

    /** Who put the condition together. */
    enum Form {
        /** An author, key by key. */
        FULL,
        /** The short form; of these conditions an author has only written the lists. */
        LOWERED
    }

    static Stream<Altered<Condition>> of(Condition condition, Form form) {
        return new AlteredCondition(form).of(condition);
    }

    private Stream<Altered<Condition>> of(Condition condition) {
        return switch (condition) {
            case All all -> of(all);
            case Any any -> of(any);
            case Not not -> of(not.inner()).map(one -> one.<Condition>in(Not::new).within("not"));
            case Certainly certainly -> of(certainly.inner()).map(one -> one.in(Certainly::new));
            case Unlisted closed ->
                    of(closed.listed())
                            .map(
                                    one ->
                                            one.<Condition>in(
                                                            listed ->
                                                                    new Unlisted(
                                                                            closed.list(),
                                                                            closed.asked(),
                                                                            listed))
                                                    .within("listed"));
            case EffectIs effect ->
                    ifWritten(
                            Altered.smaller("effect", effect.tags(), Tag::id)
                                    .map(one -> one.in(EffectIs::new)));
            case CommandIs command ->
                    Altered.shorter("command", command.commands(), CommandPattern::source)
                            .map(one -> one.in(CommandIs::new));
            case ProgramIs program -> ifWritten(AlteredList.of(program));
            case PathsAre paths -> AlteredPaths.of(paths);
            case AccessIs access -> ifWritten(AlteredList.of(access));
            case HostsAre hosts -> AlteredList.of(hosts);
            case PortsAre ports ->
                    Altered.smaller("port", ports.ports(), String::valueOf)
                            .map(one -> one.in(PortsAre::new));
            case McpIs mcp -> AlteredList.of(mcp);
            case OpaqueIs opaque ->
                    Altered.smaller("opaque", opaque.reasons(), Opacity::because)
                            .map(one -> one.in(OpaqueIs::new));
            case SubjectIs subject ->
                    AlteredList.names(
                            "name", subject.names(), few -> new SubjectIs(subject.tags(), few));
            case ReachIs reach ->
                    Altered.smaller("reach", reach.hows(), Reach.How::id)
                            .map(one -> one.in(ReachIs::new));
            case ToolIs tool -> AlteredList.names("tool", tool.tools(), ToolIs::new);
            case LabelsAre labels ->
                    Altered.shorter("label", labels.labels(), LabelPattern::source)
                            .map(one -> one.in(LabelsAre::new));
            case MoreFilesThan files -> AlteredValue.of(files);
            case ApiIs api -> AlteredList.of(api);
            case CredentialIs credential ->
                    Altered.smaller("credential", credential.ids(), Function.identity())
                            .map(one -> one.in(CredentialIs::new));
            case CredentialOutOfScope credential -> Stream.empty();
            case ContentIs content -> AlteredValue.of(content);
            case AgentIs agent -> AlteredList.names("agent", agent.agents(), AgentIs::new);
            case GroupIs group -> AlteredList.names("group", group.groups(), GroupIs::new);
            case SessionOlderThan age -> AlteredValue.of(age);
            case TimeIs time -> AlteredValue.of(time);
            case When when -> Stream.empty();
        };
    }

    private Stream<Altered<Condition>> of(All all) {
        Stream<Altered<Condition>> without =
                all.parts().size() < 2
                        ? Stream.empty()
                        : IntStream.range(0, all.parts().size())
                                .mapToObj(
                                        at ->
                                                new Altered<>(
                                                        "without " + Key.of(all.parts().get(at)),
                                                        new All(Altered.without(all.parts(), at))));
        return Stream.concat(ifWritten(without), inside(all.parts()).map(one -> one.in(All::new)));
    }

    private Stream<Altered<Condition>> of(Any any) {
        return Stream.concat(
                ifWritten(
                        Altered.shorter("alternative", any.parts(), Key::of)
                                .map(one -> one.in(Any::new))),
                inside(any.parts()).map(one -> one.in(Any::new)));
    }

    private Stream<Altered<List<Condition>>> inside(List<Condition> parts) {
        return IntStream.range(0, parts.size())
                .boxed()
                .flatMap(
                        at ->
                                of(parts.get(at))
                                        .map(one -> one.in(part -> Altered.with(parts, at, part))));
    }

    private Stream<Altered<Condition>> ifWritten(Stream<Altered<Condition>> altered) {
        return switch (form) {
            case FULL -> altered;
            case LOWERED -> Stream.empty();
        };
    }
}
