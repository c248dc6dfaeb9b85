package dev.countersign.policy.language;

import dev.countersign.policy.action.Tag;
import dev.countersign.policy.condition.AccessIs;
import dev.countersign.policy.condition.AgentIs;
import dev.countersign.policy.condition.All;
import dev.countersign.policy.condition.Any;
import dev.countersign.policy.condition.ArgumentIs;
import dev.countersign.policy.condition.Certainly;
import dev.countersign.policy.condition.CommandIs;
import dev.countersign.policy.condition.Condition;
import dev.countersign.policy.condition.EffectIs;
import dev.countersign.policy.condition.GroupIs;
import dev.countersign.policy.condition.HostsAre;
import dev.countersign.policy.condition.LabelsAre;
import dev.countersign.policy.condition.McpIs;
import dev.countersign.policy.condition.Not;
import dev.countersign.policy.condition.OpaqueIs;
import dev.countersign.policy.condition.PathsAre;
import dev.countersign.policy.condition.PortsAre;
import dev.countersign.policy.condition.ProgramIs;
import dev.countersign.policy.condition.ReachIs;
import dev.countersign.policy.condition.SubjectIs;
import dev.countersign.policy.condition.ToolIs;
import dev.countersign.policy.history.LabelPattern;
import dev.countersign.policy.match.CommandPattern;
import dev.countersign.policy.match.HostPattern;
import dev.countersign.policy.match.NamePattern;
import dev.countersign.policy.match.NamePatterns;
import dev.countersign.policy.match.PathPattern;
import dev.countersign.policy.program.Programs;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads one {@code match} block; its keys are all to hold. */
final class MatchForm {
    static final List<String> KEYS =
            List.of(
                    "tool",
                    "effect",
                    "command",
                    "program",
                    "paths",
                    "access",
                    "hosts",
                    "ports",
                    "mcp",
                    "opaque",
                    "reach",
                    "branches",
                    "packages",
                    "any",
                    "all",
                    "not",
                    "certain",
                    "api",
                    "credentials",
                    "content",
                    "files_count",
                    "agents",
                    "groups",
                    "environments",
                    "labels");

    private final Section match;
    private final ApiNames names;
    private final List<Condition> parts = new ArrayList<>();

    MatchForm(Section match, ApiNames names) {
        this.match = match;
        this.names = names;
    }

    Condition condition() {
        if (match.keys().isEmpty()) {
            match.wrong("a match needs at least one key");
        }
        match.keys().forEach(this::part);
        return new All(List.copyOf(parts));
    }

    private void part(String key) {
        switch (key) {
            case "tool" -> parts.add(new ToolIs(names(match, key)));
            case "effect" -> parts.add(new EffectIs(effects(key)));
            case "command" -> parts.add(new CommandIs(match.texts(key, CommandPattern::new)));
            case "program" -> parts.add(new ProgramIs(programs()));
            case "paths" -> parts.add(paths());
            case "access" -> parts.add(new AccessIs(accesses()));
            case "hosts" -> parts.add(hosts());
            case "ports" -> parts.add(new PortsAre(ports()));
            case "mcp" ->
                    match.section(key, List.of("server", "tool", "args")).ifPresent(this::mcp);
            case "opaque" ->
                    parts.add(
                            new OpaqueIs(
                                    Set.copyOf(match.words(key, Words::opacity, Words.OPACITIES))));
            case "reach" ->
                    parts.add(
                            new ReachIs(Set.copyOf(match.words(key, Words::reach, Words.REACHES))));
            case "branches" ->
                    parts.add(
                            new SubjectIs(
                                    EnumSet.of(Tag.VCS_PUSH, Tag.VCS_PUSH_FORCE),
                                    names(match, key)));
            case "packages" ->
                    parts.add(new SubjectIs(EnumSet.of(Tag.PKG_INSTALL), names(match, key)));
            case "api", "credentials", "environments", "content", "files_count" ->
                    new CatalogueMatch(match, names).part(key).ifPresent(parts::add);
            case "agents" -> parts.add(new AgentIs(names(match, key)));
            case "groups" -> parts.add(new GroupIs(names(match, key)));
            case "labels" -> parts.add(new LabelsAre(match.texts(key, MatchForm::label)));
            case "any" -> parts.add(new Any(nested(key)));
            case "all" -> parts.add(new All(nested(key)));
            case "not" -> parts.add(new Not(new Any(nested(key))));
            case "certain" -> parts.add(new Certainly(new Any(nested(key))));
            default -> {
                // Refused above: the list of keys is closed.
            }
        }
    }

    private Set<Tag> effects(String key) {
        var tags = EnumSet.noneOf(Tag.class);
        match.texts(key, MatchForm::tags).forEach(tags::addAll);
        return tags;
    }

    private static Set<Tag> tags(String text) {
        var pattern = new NamePattern(text);
        var tags = EnumSet.allOf(Tag.class);
        tags.removeIf(tag -> !pattern.surelyMatches(tag.id()));
        if (tags.isEmpty()) {
            throw new IllegalArgumentException(
                    "no effect is called \"" + text + "\"" + DidYouMean.hint(text, Words.TAGS));
        }
        return tags;
    }

    private static LabelPattern label(String text) {
        try {
            return new LabelPattern(text);
        } catch (IllegalArgumentException unusable) {
            throw new IllegalArgumentException(
                    unusable.getMessage() + DidYouMean.hint(text, Words.LABELS));
        }
    }

    private static NamePatterns names(Section section, String key) {
        return new NamePatterns(section.texts(key, NamePattern::new));
    }

    /**
     * Names, or {@code known: looking} and {@code known: acting} for the programs of the tables.
     */
    private NamePatterns programs() {
        Optional<Node> value = match.value("program");
        if (value.isEmpty() || !(value.get() instanceof MappingNode)) {
            return names(match, "program");
        }
        Section section = match.section("program", List.of("known")).orElseThrow();
        Set<String> known =
                switch (section.required("known").orElse("")) {
                    case "looking" -> Programs.looking();
                    case "acting" -> Programs.acting();
                    default -> {
                        section.wrong("known", "program.known is looking or acting");
                        yield Set.of();
                    }
                };
        return new NamePatterns(known.stream().map(NamePattern::new).toList());
    }

    private List<Condition> nested(String key) {
        var conditions = new ArrayList<Condition>();
        match.each(
                key,
                item ->
                        match.section(key, item, KEYS)
                                .ifPresent(
                                        inner ->
                                                conditions.add(
                                                        new MatchForm(inner, names).condition())));
        return conditions;
    }

    private Condition paths() {
        Optional<Node> value = match.value("paths");
        if (value.isPresent() && value.get() instanceof MappingNode) {
            return match.section("paths", List.of("any", "all", "all_within", "none"))
                    .map(MatchForm::paths)
                    .orElseThrow();
        }
        return new PathsAre(
                Optional.of(match.texts("paths", PathPattern::new)),
                Optional.empty(),
                Optional.empty());
    }

    private static Condition paths(Section section) {
        if (section.has("all") && section.has("all_within")) {
            section.wrong("all", "\"all\" and \"all_within\" mean the same; give one");
        }
        return new PathsAre(
                patterns(section, "any"),
                patterns(section, section.has("all") ? "all" : "all_within"),
                patterns(section, "none"));
    }

    private static Optional<List<PathPattern>> patterns(Section section, String key) {
        return section.has(key)
                ? Optional.of(section.texts(key, PathPattern::new))
                : Optional.empty();
    }

    private Set<dev.countersign.policy.action.Access> accesses() {
        var set = new HashSet<dev.countersign.policy.action.Access>();
        match.words("access", Words::access, Words.ACCESSES).forEach(set::addAll);
        return set;
    }

    private Condition hosts() {
        Optional<Node> value = match.value("hosts");
        if (value.isPresent() && value.get() instanceof MappingNode) {
            Section section = match.section("hosts", List.of("in", "not_in")).orElseThrow();
            return new HostsAre(hosts(section, "in"), hosts(section, "not_in"));
        }
        return new HostsAre(Optional.of(match.texts("hosts", HostPattern::new)), Optional.empty());
    }

    private static Optional<List<HostPattern>> hosts(Section section, String key) {
        return section.has(key)
                ? Optional.of(section.texts(key, HostPattern::new))
                : Optional.empty();
    }

    private Set<Integer> ports() {
        return Set.copyOf(
                match.numbers(
                        "ports",
                        text -> {
                            if (!text.matches("[0-9]{1,5}")) {
                                throw new IllegalArgumentException(
                                        "\"" + text + "\" is not a port");
                            }
                            return Integer.valueOf(text);
                        }));
    }

    private void mcp(Section mcp) {
        var any = new NamePatterns(List.of(new NamePattern("*")));
        parts.add(
                new McpIs(
                        mcp.has("server") ? names(mcp, "server") : any,
                        mcp.has("tool") ? names(mcp, "tool") : any,
                        arguments(mcp)));
    }

    private static List<ArgumentIs> arguments(Section mcp) {
        Map<String, Node> named = mcp.freely("args");
        return mcp.section("args", named.keySet())
                .map(
                        args ->
                                named.keySet().stream()
                                        .map(name -> new ArgumentIs(name, names(args, name)))
                                        .toList())
                .orElse(List.of());
    }
}
