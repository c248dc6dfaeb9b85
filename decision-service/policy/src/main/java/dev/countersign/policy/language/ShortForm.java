package dev.countersign.policy.language;

import dev.countersign.policy.action.Access;
import dev.countersign.policy.action.Tag;
import dev.countersign.policy.condition.AccessIs;
import dev.countersign.policy.condition.All;
import dev.countersign.policy.condition.CommandIs;
import dev.countersign.policy.condition.Condition;
import dev.countersign.policy.condition.HostsAre;
import dev.countersign.policy.condition.McpIs;
import dev.countersign.policy.condition.MoreFilesThan;
import dev.countersign.policy.condition.Not;
import dev.countersign.policy.condition.PathsAre;
import dev.countersign.policy.condition.ProgramIs;
import dev.countersign.policy.condition.SubjectIs;
import dev.countersign.policy.condition.Unlisted;
import dev.countersign.policy.match.CommandPattern;
import dev.countersign.policy.match.HostPattern;
import dev.countersign.policy.match.NamePattern;
import dev.countersign.policy.match.NamePatterns;
import dev.countersign.policy.match.PathPattern;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.nodes.MappingNode;

/**
 * Lowers {@code permissions} and {@code constraints} to rules; each entry becomes a rule that knows
 * its line.
 */
final class ShortForm {
    /**
     * Words of the shell itself that touch nothing; a closed list of commands does not speak of
     * them.
     */
    private static final NamePatterns SHELL_WORDS =
            names(
                    ":",
                    "true",
                    "false",
                    "echo",
                    "printf",
                    "test",
                    "[",
                    "[[",
                    "cd",
                    "pwd",
                    "exit",
                    "return",
                    "break",
                    "continue",
                    "set",
                    "shift",
                    "local",
                    "wait",
                    "read",
                    "export",
                    "unset",
                    "declare",
                    "let");

    private static final Set<Access> CHANGES = accesses(true);
    private static final Set<Access> READS_AND_CHANGES = accesses(false);
    private static final List<String> UNLISTED =
            List.of("allow", "warn", "require_approval", "deny");

    private final Section top;
    private final List<Rule> rules = new ArrayList<>();
    private final List<PathPattern> filesForHumans = new ArrayList<>();
    private final List<CommandPattern> commandsForHumans = new ArrayList<>();
    private Constraints constraints = new Constraints(OptionalInt.empty());

    ShortForm(Section top) {
        this.top = top;
        top.section(
                        "constraints",
                        List.of(
                                "max_files_per_action",
                                "max_actions_per_minute",
                                "protected_branches",
                                "require_human_approval"))
                .ifPresent(this::constraints);
        requireHumanApproval(top, "require_human_approval");
        top.section("permissions", List.of("filesystem", "commands", "network", "mcp"))
                .ifPresent(this::permissions);
    }

    List<Rule> rules() {
        return rules;
    }

    Constraints constraints() {
        return constraints;
    }

    private void permissions(Section permissions) {
        permissions
                .section("filesystem", List.of("allow", "deny", "read"))
                .ifPresent(this::filesystem);
        permissions
                .section("commands", List.of("allow", "deny", "unlisted"))
                .ifPresent(this::commands);
        permissions
                .section("network", List.of("allow_outbound", "exceptions"))
                .ifPresent(this::network);
        permissions.section("mcp", List.of("servers", "unlisted")).ifPresent(this::mcp);
    }

    private void filesystem(Section files) {
        List<PathPattern> allowed =
                eachPattern(files, "allow", PathPattern::new, this::allowWriting);
        if (files.has("allow")) {
            // What a human may permit is listed, or it could never be permitted.
            allowed.addAll(filesForHumans);
            add(
                    "permissions.filesystem.allow",
                    "Writing outside the listed files",
                    Effect.DENY,
                    new Unlisted("filesystem.allow", new AccessIs(CHANGES), anyOf(allowed)),
                    files.source("allow"));
        }
        denyPaths(files, "permissions.filesystem.deny", READS_AND_CHANGES);
        files.section("read", List.of("allow", "deny"))
                .ifPresent(
                        read -> {
                            denyPaths(
                                    read, "permissions.filesystem.read.deny", accessesOfReading());
                            closeReading(read);
                        });
    }

    private void closeReading(Section read) {
        if (read.has("allow")) {
            List<PathPattern> allowed = read.texts("allow", PathPattern::new);
            add(
                    "permissions.filesystem.read.allow",
                    "Reading outside the listed files",
                    Effect.DENY,
                    new Unlisted(
                            "filesystem.read.allow",
                            new AccessIs(accessesOfReading()),
                            anyOf(allowed)),
                    read.source("allow"));
        }
    }

    private void allowWriting(PathPattern pattern, Source source) {
        add(
                "permissions.filesystem.allow[" + pattern.source() + "]",
                "Files that may be written",
                Effect.ALLOW,
                both(new AccessIs(CHANGES), anyOf(List.of(pattern))),
                source);
    }

    private void denyPaths(Section files, String id, Set<Access> accesses) {
        files.each(
                "deny",
                item -> {
                    if (item instanceof MappingNode) {
                        files.section(id, item, List.of("pattern", "except"))
                                .ifPresent(entry -> denyWithException(entry, id, accesses));
                    } else {
                        files.textOf(item, id)
                                .flatMap(text -> files.make(item, text, PathPattern::new))
                                .ifPresent(
                                        pattern ->
                                                deny(
                                                        id,
                                                        pattern,
                                                        accesses,
                                                        List.of(),
                                                        files.errors().source(item)));
                    }
                });
    }

    private void denyWithException(Section entry, String id, Set<Access> accesses) {
        Optional<String> text = entry.required("pattern");
        List<PathPattern> except = entry.texts("except", PathPattern::new);
        text.flatMap(
                        pattern ->
                                entry.make(
                                        entry.value("pattern").orElseThrow(),
                                        pattern,
                                        PathPattern::new))
                .ifPresent(
                        pattern ->
                                deny(
                                        id,
                                        pattern,
                                        accesses,
                                        except.isEmpty() ? List.of() : List.of(allOf(except)),
                                        entry.source("pattern")));
    }

    private void deny(
            String id,
            PathPattern pattern,
            Set<Access> accesses,
            List<Condition> except,
            Source source) {
        Rule plain =
                Rule.simple(
                        id + "[" + pattern.source() + "]",
                        "Files that are closed",
                        Effect.DENY,
                        both(new AccessIs(accesses), anyOf(List.of(pattern))),
                        source);
        rules.add(plain.except(except));
    }

    private void commands(Section commands) {
        String id = "permissions.commands";
        List<CommandPattern> allowed =
                eachPattern(
                        commands,
                        "allow",
                        CommandPattern::new,
                        (pattern, source) -> command(id + ".allow", pattern, Effect.ALLOW, source));
        eachPattern(
                commands,
                "deny",
                CommandPattern::new,
                (pattern, source) -> command(id + ".deny", pattern, Effect.DENY, source));
        Optional<Effect> unlisted = commands.word("unlisted", Effect::byId, UNLISTED);
        if (unlisted.isPresent() || commands.has("allow")) {
            allowed.addAll(commandsForHumans);
            add(
                    id + ".unlisted",
                    "Commands that are not listed",
                    unlisted.orElse(Effect.DENY),
                    new Unlisted(
                            "commands.allow",
                            new Not(new ProgramIs(SHELL_WORDS)),
                            new CommandIs(List.copyOf(allowed))),
                    commands.source(unlisted.isPresent() ? "unlisted" : "allow"));
        }
    }

    private void command(String id, CommandPattern pattern, Effect effect, Source source) {
        add(
                id + "[" + pattern.source() + "]",
                effect == Effect.ALLOW ? "Commands that may run" : "Commands that are closed",
                effect,
                new CommandIs(List.of(pattern)),
                source);
    }

    private void network(Section network) {
        Optional<Boolean> open = network.flag("allow_outbound");
        List<HostPattern> exceptions = network.texts("exceptions", HostPattern::new);
        if (!network.has("allow_outbound")) {
            network.wrong("\"allow_outbound\" is missing in permissions.network");
        } else if (open.orElse(false)) {
            if (network.has("exceptions")) {
                network.wrong(
                        "exceptions",
                        "exceptions need allow_outbound: false; close hosts with a rule");
            }
            add(
                    "permissions.network.allow_outbound",
                    "Connections",
                    Effect.ALLOW,
                    new HostsAre(Optional.of(List.of(new HostPattern("*"))), Optional.empty()),
                    network.source("allow_outbound"));
        } else {
            closeNetwork(network, exceptions);
        }
    }

    private void closeNetwork(Section network, List<HostPattern> exceptions) {
        add(
                "permissions.network.allow_outbound",
                "Connections to hosts that are not listed",
                Effect.DENY,
                new Unlisted(
                        "network.exceptions",
                        new All(List.of()),
                        new HostsAre(Optional.of(exceptions), Optional.empty())),
                network.source("allow_outbound"));
        if (!exceptions.isEmpty()) {
            add(
                    "permissions.network.exceptions",
                    "Hosts that are open",
                    Effect.ALLOW,
                    new HostsAre(Optional.of(exceptions), Optional.empty()),
                    network.source("exceptions"));
        }
    }

    private void mcp(Section mcp) {
        var known = new ArrayList<NamePattern>();
        mcp.each(
                "servers",
                item ->
                        mcp.section("permissions.mcp.servers", item, List.of("name", "tools"))
                                .ifPresent(
                                        server ->
                                                server.required("name")
                                                        .ifPresent(
                                                                name -> {
                                                                    known.add(
                                                                            new NamePattern(name));
                                                                    mcpServer(name, server);
                                                                })));
        Optional<Effect> unlisted = mcp.word("unlisted", Effect::byId, UNLISTED);
        add(
                "permissions.mcp.unlisted",
                "MCP servers that are not listed",
                unlisted.orElse(Effect.DENY),
                new Unlisted(
                        "mcp.servers",
                        new All(List.of()),
                        new McpIs(new NamePatterns(known), names("*"))),
                mcp.source("unlisted"));
    }

    private void mcpServer(String name, Section server) {
        Optional<Section> tools = server.section("tools", List.of("allow", "deny"));
        NamePatterns allowed = listed(tools, "allow");
        NamePatterns denied = listed(tools, "deny");
        String id = "permissions.mcp." + name;
        NamePatterns self = names(name);
        boolean closed = tools.isPresent() && tools.get().has("allow");
        add(
                id,
                "Tools of " + name + " that may be used",
                Effect.ALLOW,
                new McpIs(self, closed ? allowed : names("*")),
                server.source("name"));
        if (closed) {
            add(
                    id + ".unlisted",
                    "Tools of " + name + " that are not listed",
                    Effect.DENY,
                    both(new McpIs(self, names("*")), new Not(new McpIs(self, allowed))),
                    server.source("tools"));
        }
        if (!denied.all().isEmpty()) {
            add(
                    id + ".deny",
                    "Tools of " + name + " that are closed",
                    Effect.DENY,
                    new McpIs(self, denied),
                    server.source("tools"));
        }
    }

    private static NamePatterns listed(Optional<Section> tools, String key) {
        return new NamePatterns(
                tools.map(lists -> lists.texts(key, NamePattern::new)).orElse(List.of()));
    }

    private void constraints(Section section) {
        OptionalInt most = section.integer("max_files_per_action", 1);
        if (most.isPresent()) {
            add(
                    "constraints.max_files_per_action",
                    "More than " + most.getAsInt() + " files in one action",
                    Effect.DENY,
                    new MoreFilesThan(most.getAsInt()),
                    section.source("max_files_per_action"));
        }
        constraints = new Constraints(section.integer("max_actions_per_minute", 1));
        protectedBranches(section);
        requireHumanApproval(section, "require_human_approval");
    }

    private void protectedBranches(Section section) {
        var branches = new NamePatterns(section.texts("protected_branches", NamePattern::new));
        if (branches.all().isEmpty()) {
            return;
        }
        add(
                "constraints.protected_branches",
                "Pushing to a protected branch",
                Effect.REQUIRE_APPROVAL,
                new SubjectIs(EnumSet.of(Tag.VCS_PUSH), branches),
                section.source("protected_branches"));
        add(
                "constraints.protected_branches.force",
                "Rewriting or deleting a protected branch",
                Effect.DENY,
                new SubjectIs(EnumSet.of(Tag.VCS_PUSH_FORCE), branches),
                section.source("protected_branches"));
    }

    private void requireHumanApproval(Section section, String key) {
        section.each(
                key,
                item ->
                        section.section(key, item, List.of("file_pattern", "command_pattern"))
                                .ifPresent(this::requireHumanApproval));
    }

    private void requireHumanApproval(Section entry) {
        if (entry.keys().isEmpty()) {
            entry.wrong("give file_pattern or command_pattern");
        }
        String id = "require_human_approval";
        for (PathPattern pattern : entry.texts("file_pattern", PathPattern::new)) {
            filesForHumans.add(pattern);
            add(
                    id + "[" + pattern.source() + "]",
                    "Files that a human must agree to",
                    Effect.REQUIRE_APPROVAL,
                    both(new AccessIs(CHANGES), anyOf(List.of(pattern))),
                    entry.source("file_pattern"));
        }
        for (CommandPattern pattern : entry.texts("command_pattern", CommandPattern::new)) {
            commandsForHumans.add(pattern);
            add(
                    id + "[" + pattern.source() + "]",
                    "Commands that a human must agree to",
                    Effect.REQUIRE_APPROVAL,
                    new CommandIs(List.of(pattern)),
                    entry.source("command_pattern"));
        }
    }

    private void add(String id, String title, Effect effect, Condition match, Source source) {
        rules.add(Rule.simple(id, title, effect, match, source));
    }

    private <T> List<T> eachPattern(
            Section section,
            String key,
            Function<String, T> make,
            java.util.function.BiConsumer<T, Source> use) {
        var made = new ArrayList<T>();
        section.eachText(
                key,
                (at, text) ->
                        section.make(at, text, make)
                                .ifPresent(
                                        pattern -> {
                                            made.add(pattern);
                                            use.accept(pattern, section.errors().source(at));
                                        }));
        return made;
    }

    private static Condition both(Condition one, Condition other) {
        return new All(List.of(one, other));
    }

    private static Condition anyOf(List<PathPattern> patterns) {
        return new PathsAre(Optional.of(List.copyOf(patterns)), Optional.empty(), Optional.empty());
    }

    private static Condition allOf(List<PathPattern> patterns) {
        return new PathsAre(Optional.empty(), Optional.of(patterns), Optional.empty());
    }

    private static NamePatterns names(String... names) {
        return new NamePatterns(Stream.of(names).map(NamePattern::new).toList());
    }

    private static Set<Access> accesses(boolean changesOnly) {
        var set = EnumSet.allOf(Access.class);
        set.removeIf(access -> changesOnly ? !access.changes() : access == Access.LIST);
        return set;
    }

    private static Set<Access> accessesOfReading() {
        return EnumSet.of(Access.READ, Access.READ_TREE, Access.EXECUTE);
    }
}
