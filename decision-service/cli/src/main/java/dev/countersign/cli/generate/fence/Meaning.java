package dev.countersign.cli.generate.fence;

import dev.countersign.policy.action.Access;
import dev.countersign.policy.condition.AccessIs;
import dev.countersign.policy.condition.All;
import dev.countersign.policy.condition.CommandIs;
import dev.countersign.policy.condition.Condition;
import dev.countersign.policy.condition.EffectIs;
import dev.countersign.policy.condition.HostsAre;
import dev.countersign.policy.condition.McpIs;
import dev.countersign.policy.condition.PathsAre;
import dev.countersign.policy.condition.ProgramIs;
import dev.countersign.policy.condition.Unlisted;
import dev.countersign.policy.language.Effect;
import dev.countersign.policy.language.Mode;
import dev.countersign.policy.language.Policy;
import dev.countersign.policy.language.Rule;
import dev.countersign.policy.layer.Rank;
import dev.countersign.policy.match.CommandPattern;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What a rule says that other programs can be told without the policy language. */
public sealed interface Meaning {

    /** All of these in any case, and nothing else. */
    record Denies(List<Denial> denials) implements Meaning {}

    /** Only the hook can keep it; the reason is a clause about "it", the rule. */
    record ForTheHook(String why) implements Meaning {}

    /**
     * @param rule that restricts
     */
    static Meaning of(Rule rule, Policy policy) {
        if (!rule.alwaysEnforce() && rule.mode().orElse(policy.mode()) == Mode.OBSERVE) {
            return new ForTheHook("it only observes");
        }
        if (rule.effect() == Effect.REQUIRE_APPROVAL) {
            return new ForTheHook(
                    "people decide; a question of the product itself would come on top of theirs");
        }
        if (!rule.except().isEmpty()) {
            return new ForTheHook("it has exceptions, and a denial of the product has none");
        }
        return denied(parts(rule.match()), folder(policy));
    }

    private static List<Condition> parts(Condition condition) {
        return condition instanceof All all
                ? all.parts().stream().flatMap(part -> parts(part).stream()).toList()
                : List.of(condition);
    }

    /** An override speaks of its own folder. */
    private static String folder(Policy policy) {
        String end = "/" + Rank.OVERRIDE.fileName();
        String name = policy.name();
        return name.endsWith(end) ? name.substring(0, name.length() - end.length()) : "";
    }

    private static Meaning denied(List<Condition> parts, String folder) {
        Set<Access> accesses = EnumSet.allOf(Access.class);
        var asked = new ArrayList<Condition>();
        for (Condition part : parts) {
            if (part instanceof AccessIs access) {
                accesses.retainAll(access.accesses());
            } else {
                asked.add(part);
            }
        }
        boolean accessAsked = asked.size() < parts.size();
        if (asked.size() == 1 && asked.getFirst() instanceof PathsAre paths) {
            return files(paths, folder, accesses);
        }
        if (asked.size() != 1 || accessAsked) {
            return new ForTheHook("it asks for several things at once");
        }
        return folder.isEmpty()
                ? single(asked.getFirst())
                : new ForTheHook("it holds in " + folder + " alone");
    }

    private static Meaning files(PathsAre paths, String folder, Set<Access> accesses) {
        if (paths.any().isEmpty() || paths.allWithin().isPresent() || paths.none().isPresent()) {
            return new ForTheHook("it speaks of all files but some");
        }
        return new Denies(
                paths.any().get().stream()
                        .<Denial>map(pattern -> new Denial.Files(pattern, folder, accesses))
                        .toList());
    }

    private static Meaning single(Condition condition) {
        return switch (condition) {
            case CommandIs commands ->
                    new Denies(
                            commands.commands().stream().<Denial>map(Denial.Command::new).toList());
            case ProgramIs programs ->
                    new Denies(
                            programs.programs().all().stream()
                                    .map(program -> new CommandPattern(program.source()))
                                    .<Denial>map(Denial.Command::new)
                                    .toList());
            case HostsAre hosts when hosts.notIn().isEmpty() ->
                    new Denies(
                            hosts.in().stream()
                                    .flatMap(List::stream)
                                    .<Denial>map(Denial.Host::new)
                                    .toList());
            case McpIs mcp when mcp.arguments().isEmpty() -> new Denies(tools(mcp));
            case EffectIs effect ->
                    new ForTheHook("it is about what a call does, however it is written");
            case Unlisted unlisted ->
                    new ForTheHook("it closes a list, and what is not listed cannot be named");
            default -> new ForTheHook("the product knows nothing of what it asks");
        };
    }

    private static List<Denial> tools(McpIs mcp) {
        return mcp.servers().all().stream()
                .flatMap(
                        server ->
                                mcp.tools().all().stream()
                                        .<Denial>map(tool -> new Denial.McpTool(server, tool)))
                .toList();
    }

    /** Every rule that could keep a call back, with what it says. */
    static Stream<Restriction> all(List<Policy> policies) {
        return policies.stream()
                .flatMap(
                        policy ->
                                Stream.concat(
                                        policy.rules().stream()
                                                .filter(rule -> rule.effect().restricts())
                                                .map(
                                                        rule ->
                                                                new Restriction(
                                                                        rule.id(),
                                                                        rule.effect(),
                                                                        rule.source(),
                                                                        of(rule, policy))),
                                        defaults(policy)));
    }

    private static Stream<Restriction> defaults(Policy policy) {
        return policy.defaults().entrySet().stream()
                .filter(one -> one.getValue().effect().restricts())
                .map(
                        one ->
                                new Restriction(
                                        "default." + one.getKey().id(),
                                        one.getValue().effect(),
                                        one.getValue().source(),
                                        new ForTheHook("it is for what no rule names")));
    }
}
