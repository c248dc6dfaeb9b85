package dev.countersign.policy.layer;

import dev.countersign.policy.action.Access;
import dev.countersign.policy.condition.Unlisted;
import dev.countersign.policy.language.Delegation;
import dev.countersign.policy.language.Effect;
import dev.countersign.policy.language.Policy;
import dev.countersign.policy.language.Rule;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What one policy allows, denies and closes. */
final class Statements {
    private final Layer layer;
    private final Policy policy;

    Statements(Layer layer) {
        this.layer = layer;
        this.policy = layer.policy();
    }

    List<Statement> allowed() {
        var claims = new Claims(layer.folder(), Reading.ALLOWING);
        return policy.rules().stream()
                .filter(rule -> rule.effect() == Effect.ALLOW)
                .flatMap(
                        rule ->
                                claims.of(rule).stream()
                                        .map(claim -> statement("allows", claim, rule, "")))
                .toList();
    }

    List<Statement> denied() {
        var claims = new Claims(layer.folder(), Reading.RESTRICTING);
        String mended = "add an explicit exception to the " + layer.shortly() + " rule";
        return policy.rules().stream()
                .filter(rule -> rule.effect().compareTo(Effect.DENY) >= 0)
                .flatMap(
                        rule ->
                                claims.of(rule).stream()
                                        .map(claim -> statement("denies", claim, rule, mended)))
                .toList();
    }

    private Statement statement(String says, Claim claim, Rule rule, String mended) {
        return new Statement(layer, says, claim, rule.source(), mended);
    }

    /**
     * Closed lists, and stated defaults that close; those alone that the policy does not delegate.
     *
     * @param allowed what it allows itself, and what those above it do
     */
    List<Statement> closed(List<Statement> allowed) {
        var closed = new ArrayList<Statement>();
        for (Delegation list : Delegation.values()) {
            if (!policy.delegated().contains(list)) {
                closedList(list).or(() -> byDefault(list, allowed)).ifPresent(closed::add);
            }
        }
        return closed;
    }

    private Optional<Statement> closedList(Delegation list) {
        var claims = new Claims(layer.folder(), Reading.ALLOWING);
        return policy.rules().stream()
                .filter(rule -> rule.effect().restricts())
                .filter(
                        rule ->
                                rule.match() instanceof Unlisted one
                                        && one.list().equals(list.id()))
                .findFirst()
                .map(
                        rule ->
                                statement(
                                        verb(rule.effect()),
                                        rest(
                                                list,
                                                "what permissions." + list.id() + " does not list",
                                                claims.listed(((Unlisted) rule.match()).listed())),
                                        rule,
                                        mended(list)));
    }

    private Optional<Statement> byDefault(Delegation list, List<Statement> allowed) {
        return Optional.ofNullable(policy.defaults().get(list.family()))
                .filter(stated -> stated.effect().restricts())
                .map(
                        stated ->
                                new Statement(
                                        layer,
                                        verb(stated.effect()),
                                        rest(
                                                list,
                                                list.family().id() + " by default",
                                                allowed.stream().map(Statement::claim).toList()),
                                        stated.source(),
                                        mended(list)));
    }

    private static String verb(Effect effect) {
        return effect == Effect.REQUIRE_APPROVAL ? "holds" : "denies";
    }

    private String mended(Delegation list) {
        return "let the " + layer.shortly() + " policy allow it, or delegate " + list.id();
    }

    private static Claim rest(Delegation list, String shown, List<Claim> listed) {
        return switch (list) {
            case FILESYSTEM_ALLOW -> files(shown, changes(), listed);
            case FILESYSTEM_READ_ALLOW -> files(shown, EnumSet.complementOf(changes()), listed);
            case COMMANDS_ALLOW -> new Claim.Rest(shown, Claim.Commands.class, Set.of(), listed);
            case NETWORK_EXCEPTIONS -> new Claim.Rest(shown, Claim.Hosts.class, Set.of(), listed);
            case MCP_SERVERS -> new Claim.Rest(shown, Claim.Tools.class, Set.of(), listed);
        };
    }

    private static Claim files(String shown, Set<Access> accesses, List<Claim> listed) {
        return new Claim.Rest(shown, Claim.Files.class, accesses, listed);
    }

    private static EnumSet<Access> changes() {
        var changes = EnumSet.allOf(Access.class);
        changes.removeIf(access -> !access.changes());
        return changes;
    }
}
