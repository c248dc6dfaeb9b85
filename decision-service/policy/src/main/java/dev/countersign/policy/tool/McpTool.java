package dev.countersign.policy.tool;

import dev.countersign.policy.action.Access;
import dev.countersign.policy.action.Action;
import dev.countersign.policy.action.Fact;
import dev.countersign.policy.action.Gathering;
import dev.countersign.policy.action.Opacity;
import dev.countersign.policy.action.Place;
import dev.countersign.policy.action.Reach;
import dev.countersign.policy.action.Tag;
import dev.countersign.policy.shell.Addresses;
import dev.countersign.policy.shell.Shell;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * {@code mcp__server__tool}. What such a tool does is not known; its name and its arguments say
 * what it may do, and can only add to the call itself.
 */
final class McpTool {
    private static final Set<String> ENDING =
            Set.of(
                    "delete",
                    "destroy",
                    "drop",
                    "remove",
                    "purge",
                    "terminate",
                    "wipe",
                    "truncate",
                    "uninstall",
                    "revoke",
                    "teardown",
                    "reset");
    private static final Set<String> DEPLOYING =
            Set.of("deploy", "redeploy", "publish", "release", "promote", "rollback");
    private static final Set<String> SECRETS =
            Set.of(
                    "secret",
                    "secrets",
                    "credential",
                    "credentials",
                    "password",
                    "passwords",
                    "token",
                    "tokens",
                    "apikey",
                    "apikeys");
    private static final Set<String> LISTING = Set.of("list", "search", "find");
    private static final Set<String> WRITING =
            Set.of(
                    "write", "create", "edit", "update", "append", "move", "rename", "save",
                    "insert", "replace", "patch", "put", "set", "upload", "push");

    /** Of these the content is what the file holds then. */
    private static final Set<String> WHOLE = Set.of("write", "create", "save");

    private static final Set<String> PATHS =
            Set.of(
                    "path",
                    "paths",
                    "file",
                    "files",
                    "filename",
                    "filepath",
                    "source",
                    "destination",
                    "directory",
                    "dir",
                    "folder",
                    "targetpath",
                    "sourcepath");
    private static final Set<String> STATEMENTS = Set.of("sql", "statement", "statements");
    private static final Set<String> COMMANDS = Set.of("command", "cmd", "shellcommand", "script");
    private static final Set<String> ADDRESSES =
            Set.of("url", "urls", "uri", "href", "endpoint", "baseurl");

    private final Action action;
    private final Gathering gathering;
    private final Reach reach;
    private final Set<String> words;

    private McpTool(Action action, String tool, Gathering gathering, Reach reach) {
        this.action = action;
        this.gathering = gathering;
        this.reach = reach;
        this.words =
                Stream.of(
                                tool.replaceAll("([a-z0-9])([A-Z])", "$1_$2")
                                        .toLowerCase(Locale.ROOT)
                                        .split("[^a-z0-9]+"))
                        .collect(Collectors.toUnmodifiableSet());
    }

    static void examine(Action action, Gathering gathering) {
        String name = action.tool().substring("mcp__".length());
        int split = name.indexOf("__");
        Reach reach = Reach.DIRECT.of(gathering.newOrigin());
        if (split <= 0 || split + 2 == name.length()) {
            gathering.add(new Fact.Opaque(Opacity.TOOL, action.tool(), reach));
            return;
        }
        String tool = name.substring(split + 2);
        gathering.add(new Fact.McpCall(name.substring(0, split), tool, action.input(), reach));
        new McpTool(action, tool, gathering, reach).implied();
    }

    private void implied() {
        if (has(ENDING)) {
            tag(Tag.INFRA_DELETE);
        }
        if (has(DEPLOYING)) {
            tag(Tag.DEPLOY);
        }
        if (has(SECRETS) && !has(LISTING)) {
            tag(Tag.SECRET_READ);
        }
        action.input().forEach(this::argument);
    }

    private boolean has(Set<String> some) {
        return words.stream().anyMatch(some::contains);
    }

    /** A name is a hint and no certainty: {@code remove_tag} deletes no infrastructure. */
    private void tag(Tag tag) {
        Reach named = reach.via(Reach.How.POSSIBLE, "name of the tool");
        gathering.add(new Fact.EffectTag(tag, Optional.empty(), action.tool(), named));
    }

    private void argument(String name, Object value) {
        String plain = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
        for (Object one : value instanceof List<?> list ? list : List.of(value)) {
            if (one instanceof String text && !text.isBlank()) {
                argument(plain, text);
            }
        }
    }

    private void argument(String name, String text) {
        if (PATHS.contains(name)) {
            gathering.add(
                    new Fact.FileAccess(
                            Place.of(text, action.cwd()), access(), Optional.empty(), reach));
            if (access() == Access.WRITE) {
                new WrittenContent(action, gathering.memory())
                        .whole(text, action.text("content").filter(whole -> has(WHOLE)));
            }
        } else if (STATEMENTS.contains(name) || name.equals("query") && looksLikeStatement(text)) {
            Shell.examineStatements(text, action.cwd(), gathering, reach);
        } else if (name.equals("query") && text.strip().startsWith("mutation")) {
            tag(
                    ENDING.stream().anyMatch(text.toLowerCase(Locale.ROOT)::contains)
                            ? Tag.INFRA_DELETE
                            : Tag.INFRA_CHANGE);
        } else if (COMMANDS.contains(name)) {
            Shell.examine(text, action.cwd(), gathering);
        } else if (ADDRESSES.contains(name) && text.contains("://")) {
            Addresses.egress(text, Optional.empty(), reach)
                    .ifPresent(egress -> request(text, egress));
        }
    }

    private void request(String address, Fact.Egress egress) {
        gathering.add(egress);
        new McpRequest(action).to(address).calls(egress).forEach(gathering::add);
    }

    private static boolean looksLikeStatement(String text) {
        return text.strip()
                .toLowerCase(Locale.ROOT)
                .matches(
                        "(?s)(?:/\\*|--|select|insert|update|delete|drop|truncate|alter|create|grant|revoke|with|do|call|copy|set|begin|merge|match|explain)\\b?.*");
    }

    private Access access() {
        if (has(ENDING)) {
            return Access.DELETE_TREE;
        }
        if (has(WRITING)) {
            return Access.WRITE;
        }
        return has(LISTING) ? Access.LIST : Access.READ;
    }
}
