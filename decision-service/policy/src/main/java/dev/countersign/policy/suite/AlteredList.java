package dev.countersign.policy.suite;

import dev.countersign.policy.action.Access;
import dev.countersign.policy.condition.AccessIs;
import dev.countersign.policy.condition.ApiIs;
import dev.countersign.policy.condition.Condition;
import dev.countersign.policy.condition.HostsAre;
import dev.countersign.policy.condition.McpIs;
import dev.countersign.policy.condition.ProgramIs;
import dev.countersign.policy.match.HostPattern;
import dev.countersign.policy.match.NamePattern;
import dev.countersign.policy.match.NamePatterns;
import dev.countersign.policy.program.Programs;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A condition without one entry of a list. */
final class AlteredList {
    private static final Set<Access> CHANGES =
            Stream.of(Access.values())
                    .filter(Access::changes)
                    .collect(Collectors.toUnmodifiableSet());
    private static final Set<Access> DELETIONS = Set.of(Access.DELETE, Access.DELETE_TREE);
    private static final Set<Access> READINGS = Set.of(Access.READ, Access.READ_TREE);

    private AlteredList() {}

    static Stream<Altered<Condition>> names(
            String what, NamePatterns names, Function<NamePatterns, Condition> whole) {
        return Altered.shorter(what, names.all(), NamePattern::source)
                .map(one -> one.in(NamePatterns::new).in(whole));
    }

    /** A table of known programs is nothing that an author wrote. */
    static Stream<Altered<Condition>> of(ProgramIs program) {
        Set<String> names =
                program.programs().all().stream()
                        .map(NamePattern::source)
                        .collect(Collectors.toUnmodifiableSet());
        return names.equals(Programs.looking()) || names.equals(Programs.acting())
                ? Stream.empty()
                : names("program", program.programs(), ProgramIs::new);
    }

    /** By the words that stand for several. */
    static Stream<Altered<Condition>> of(AccessIs access) {
        var words = new ArrayList<Set<Access>>();
        Set<Access> rest = EnumSet.copyOf(access.accesses());
        for (Set<Access> word : List.of(CHANGES, DELETIONS, READINGS)) {
            if (rest.containsAll(word)) {
                words.add(word);
                rest.removeAll(word);
            }
        }
        rest.forEach(one -> words.add(Set.of(one)));
        return Altered.shorter("access", words, AlteredList::shown)
                .map(one -> one.in(AlteredList::accesses));
    }

    private static String shown(Set<Access> word) {
        return word.stream().sorted().findFirst().map(Access::id).orElse("");
    }

    private static Condition accesses(List<Set<Access>> words) {
        return new AccessIs(
                words.stream().flatMap(Set::stream).collect(Collectors.toUnmodifiableSet()));
    }

    static Stream<Altered<Condition>> of(HostsAre hosts) {
        Stream<Altered<Condition>> in =
                hosts.in().stream()
                        .flatMap(all -> Altered.shorter("host", all, HostPattern::source))
                        .map(one -> one.in(few -> new HostsAre(Optional.of(few), hosts.notIn())));
        Stream<Altered<Condition>> notIn =
                hosts.notIn().stream()
                        .flatMap(all -> Altered.shorter("host", all, HostPattern::source))
                        .map(one -> one.within("not_in"))
                        .map(one -> one.in(few -> new HostsAre(hosts.in(), Optional.of(few))));
        return Stream.concat(in, notIn);
    }

    static Stream<Altered<Condition>> of(McpIs mcp) {
        return Stream.concat(
                names("server", mcp.servers(), servers -> new McpIs(servers, mcp.tools())),
                names("tool", mcp.tools(), tools -> new McpIs(mcp.servers(), tools)));
    }

    static Stream<Altered<Condition>> of(ApiIs api) {
        return Stream.concat(
                Altered.shorter("api", api.asked(), asked -> asked.api().id())
                        .map(one -> one.in(ApiIs::new)),
                IntStream.range(0, api.asked().size())
                        .boxed()
                        .flatMap(at -> operations(api.asked(), at))
                        .map(one -> one.in(ApiIs::new)));
    }

    private static Stream<Altered<List<ApiIs.Asked>>> operations(List<ApiIs.Asked> all, int at) {
        return operations(all.get(at)).map(one -> one.in(asked -> Altered.with(all, at, asked)));
    }

    private static Stream<Altered<ApiIs.Asked>> operations(ApiIs.Asked asked) {
        return asked.operations().stream()
                .flatMap(all -> Altered.shorter("operation", all, operation -> operation.name()))
                .map(one -> one.in(rest -> new ApiIs.Asked(asked.api(), Optional.of(rest))));
    }
}
