package dev.countersign.policy.language;

import dev.countersign.policy.catalogue.Catalogue;
import dev.countersign.policy.match.NamePattern;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Reads {@code .agent-policy.yml}. */
public final class PolicyFile {
    private static final int LONGEST_AGENT = 200;
    private static final List<String> VERSIONS = List.of("1.0", "2.0", "2.1");
    private static final List<String> ALWAYS_SHOWN =
            List.of("command", "cmd", "script", "file_path", "path", "url");

    private static final List<String> KEYS =
            List.of(
                    "version",
                    "schema_url",
                    "agent_id",
                    "agents",
                    "metadata",
                    "extends",
                    "mode",
                    "delegate",
                    "defaults",
                    "permissions",
                    "constraints",
                    "require_human_approval",
                    "session_scope",
                    "policies",
                    "credentials",
                    "apis",
                    "calendars",
                    "approval_profiles",
                    "rules",
                    "alerts",
                    "audit",
                    "bypass",
                    "tests");

    private final String name;
    private final Errors errors;
    private final Section top;
    private final Names above;

    private PolicyFile(String name, Errors errors, Section top, Names above) {
        this.name = name;
        this.errors = errors;
        this.top = top;
        this.above = above;
    }

    /**
     * Reads and checks one policy file.
     *
     * @param name how the file is called in errors and in the sources of rules, for example {@code
     *     .agent-policy.yml}
     * @param yaml at most 1 MiB of YAML
     * @throws PolicyErrors with every error found, each with line and column, when anything is
     *     wrong
     */
    public static Policy read(String name, String yaml) {
        return read(name, yaml, Names.NONE);
    }

    /**
     * The same beneath others.
     *
     * @param above what the policies above it have given names to
     * @throws PolicyErrors as {@link #read(String, String)}
     */
    public static Policy read(String name, String yaml, Names above) {
        var errors = new Errors(name, yaml);
        Optional<MappingNode> root = new YamlTree(name, errors).read(yaml);
        errors.throwIfAny();
        Section top = Section.of("", root.orElseThrow(), KEYS, errors);
        Policy policy = new PolicyFile(name, errors, top, above).policy(digest(yaml));
        errors.throwIfAny();
        return policy;
    }

    /**
     * Reads the override of a folder, in which only what can be said of files in it has a place.
     *
     * @param name its path from the root folder, for example {@code
     *     backend/.agent-policy.override.yml}
     * @param above as for {@link #read(String, String, Names)}
     * @throws PolicyErrors as {@link #read(String, String)}
     */
    public static Policy readOverride(String name, String yaml, Names above) {
        var errors = new Errors(name, yaml);
        Optional<MappingNode> root = new YamlTree(name, errors).read(yaml);
        errors.throwIfAny();
        Section top = Section.of("", root.orElseThrow(), KEYS, errors);
        OverrideForm.refuseForeignKeys(top);
        Policy policy = new PolicyFile(name, errors, top, above).policy(digest(yaml));
        OverrideForm.refuseForeignRules(policy.rules(), errors);
        errors.throwIfAny();
        return policy;
    }

    private Policy policy(String digest) {
        String version = version();
        top.text("schema_url");
        var profiles = new ApprovalProfiles(top, above.approvals());
        var calendars = new CalendarForm(top, above.calendars());
        var rules = new ArrayList<Rule>();
        var shortForm = new ShortForm(top);
        rules.addAll(shortForm.rules());
        List<PackRef> packs = new PackForm(top).packs();
        var names = new ApiNames(catalogue(packs), above.catalogue());
        var scope = new ScopeForm(top, names);
        rules.addAll(scope.rules());
        rules.addAll(new ActionTypeForm(top, names.all(), scope).rules());
        var fullForm = new FullForm(top, profiles, calendars, names);
        rules.addAll(fullForm.rules());
        refuseSameIds(rules);
        var cases = new CaseForm(top, new GivenForm(top));
        Map<String, String> metadata = metadata();
        return new Policy(
                        new Heading(
                                name,
                                version,
                                digest,
                                agents(),
                                metadata,
                                revision(metadata),
                                packs),
                        top.word("mode", PolicyFile::mode, List.of("enforce", "observe"))
                                .orElse(Mode.ENFORCE),
                        defaults(),
                        Set.copyOf(top.words("delegate", Delegation::byId, Delegation.WORDS)),
                        List.copyOf(rules),
                        shortForm.constraints(),
                        audit(),
                        new Names(calendars.own(), profiles.own(), names.catalogue()),
                        new AlertForm(top).alerts(),
                        BypassForm.read(top),
                        new Cases(cases.tests(), fullForm.examples()))
                .withPacks();
    }

    /**
     * What the packs declare can be spoken of like what stands in the file; its own comes first.
     */
    private Catalogue catalogue(List<PackRef> packs) {
        return packs.stream()
                .map(pack -> Packs.read(pack.name()).catalogue())
                .reduce(new CatalogueForm(top).catalogue(), Catalogue::and);
    }

    private OptionalLong revision(Map<String, String> metadata) {
        String revision = metadata.get("revision");
        if (revision == null) {
            return OptionalLong.empty();
        }
        if (revision.matches("[0-9]{1,18}")) {
            return OptionalLong.of(Long.parseLong(revision));
        }
        errors.at(
                top.freely("metadata").getOrDefault("revision", top.node()),
                "metadata.revision is a whole number that never goes down");
        return OptionalLong.empty();
    }

    private String version() {
        String version = top.required("version").orElse("");
        if (top.has("version") && !version.isEmpty() && !VERSIONS.contains(version)) {
            top.wrong(
                    "version",
                    "version \""
                            + version
                            + "\" of the language is not known; this version reads "
                            + String.join(", ", VERSIONS));
        }
        return version;
    }

    static Optional<Mode> mode(String word) {
        return switch (word) {
            case "enforce" -> Optional.of(Mode.ENFORCE);
            case "observe" -> Optional.of(Mode.OBSERVE);
            default -> Optional.empty();
        };
    }

    private List<String> agents() {
        var agents = new ArrayList<>(top.texts("agents"));
        top.text("agent_id").ifPresent(agents::add);
        if (agents.stream().anyMatch(agent -> agent.length() > LONGEST_AGENT)) {
            top.wrong("the name of an agent has at most %d characters".formatted(LONGEST_AGENT));
        }
        if (top.has("agents") && top.has("agent_id")) {
            top.wrong("agent_id", "give either agent_id or agents");
        }
        return List.copyOf(agents);
    }

    private Map<String, String> metadata() {
        var metadata = new LinkedHashMap<String, String>();
        for (Map.Entry<String, Node> entry : top.freely("metadata").entrySet()) {
            if (entry.getValue() instanceof ScalarNode scalar) {
                metadata.put(entry.getKey(), scalar.getValue());
            } else {
                errors.at(entry.getValue(), "metadata holds texts and numbers");
            }
        }
        return metadata;
    }

    private Map<Family, Policy.Default> defaults() {
        var known = new ArrayList<String>();
        for (Family family : Family.values()) {
            if (family != Family.OTHER) {
                known.add(family.id());
            }
        }
        var defaults = new EnumMap<Family, Policy.Default>(Family.class);
        Optional<Section> section = top.section("defaults", known);
        for (Family family : Family.values()) {
            section.flatMap(stated -> stated.word(family.id(), Effect::byId, Words.EFFECTS))
                    .ifPresent(
                            effect ->
                                    defaults.put(
                                            family,
                                            new Policy.Default(
                                                    effect,
                                                    section.orElseThrow().source(family.id()))));
        }
        Policy.Default opaque = defaults.get(Family.OPAQUE);
        if (opaque != null && !opaque.effect().restricts()) {
            section.orElseThrow()
                    .wrong("opaque", "what is not understood is never below require_approval");
        }
        return defaults;
    }

    private Audit audit() {
        return top.section(
                        "audit",
                        List.of("log_all_actions", "retention_days", "alert_on_deny", "redact"))
                .map(
                        audit ->
                                new Audit(
                                        audit.flag("log_all_actions").orElse(true),
                                        audit.integer("retention_days", 1),
                                        audit.flag("alert_on_deny").orElse(false),
                                        audit.texts("redact", PolicyFile::redacted)))
                .orElse(Audit.USUAL);
    }

    /** Masked, nobody would see what they decide about, and the log would not say what was done. */
    private static String redacted(String field) {
        var name =
                new NamePattern(
                        field.substring(field.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
        ALWAYS_SHOWN.stream()
                .filter(name::couldMatch)
                .findFirst()
                .ifPresent(
                        shown -> {
                            throw new IllegalArgumentException(
                                    "\"%s\" would hide \"%s\", which people decide by"
                                            .formatted(field, shown));
                        });
        return field;
    }

    private void refuseSameIds(List<Rule> rules) {
        var seen = new LinkedHashMap<String, Source>();
        for (Rule rule : rules) {
            Source first = seen.putIfAbsent(rule.id(), rule.source());
            if (first != null) {
                top.errors()
                        .at(
                                rule.source(),
                                "the id \""
                                        + rule.id()
                                        + "\" is already used at line "
                                        + first.line());
            }
        }
    }

    private static String digest(String yaml) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(yaml.getBytes(StandardCharsets.UTF_8));
            return "sha256:" + HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }
}
