package dev.countersign.policy.layer;

import dev.countersign.policy.Judged;
import dev.countersign.policy.action.Action;
import dev.countersign.policy.action.Facts;
import dev.countersign.policy.history.History;
import dev.countersign.policy.tool.Analyser;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Policies in layers, and calls that they speak of, from a seed. */
final class RandomLayers {
    static final List<String> NAMES =
            List.of(
                    ".agent-policy.organisation.yml",
                    ".agent-policy.team.yml",
                    ".agent-policy.yml",
                    "a/.agent-policy.override.yml",
                    "a/b/.agent-policy.override.yml",
                    "b/.agent-policy.override.yml");
    private static final List<String> EFFECTS =
            List.of("allow", "warn", "require_approval", "deny");
    private static final List<String> SEGMENTS = List.of("a", "b", "*", "**", "?", "[ab]", ".env");
    private static final List<String> COMMANDS =
            List.of("make", "npm test", "rm", "cat", "curl", "*");
    private static final List<String> MATCHES =
            List.of(
                    "{effect: [fs.delete.tree]}",
                    "{effect: [\"*\"]}",
                    "{program: [make, npm, curl]}",
                    "{access: [write]}",
                    "{access: [read, delete]}",
                    "{reach: [direct, possible]}",
                    "{not: {paths: [\"a/**\"]}}",
                    "{paths: {none: [\"b/**\"]}, access: [write]}");

    private final Random random;

    RandomLayers(long seed) {
        this.random = new Random(seed);
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    /** Some of the layers; without delegation. */
    Map<String, String> files() {
        var files = new TreeMap<String, String>();
        for (String name : NAMES) {
            if (random.nextBoolean()) {
                files.put(name, policy(name));
            }
        }
        return files;
    }

    /** With lists that are left to those below. */
    Map<String, String> delegatingFiles() {
        var files = new TreeMap<>(files());
        files.replaceAll(
                (name, text) ->
                        random.nextBoolean()
                                ? text + "delegate: [filesystem.allow, commands.allow]\n"
                                : text);
        return files;
    }

    String policy(String name) {
        var text = new StringBuilder("version: \"2.1\"\n");
        if (below(4) == 0) {
            text.append("mode: observe\n");
        }
        if (below(3) == 0) {
            text.append(
                    "defaults: {filesystem.write: %s, command: %s, network: %s}\n"
                            .formatted(one(EFFECTS), one(EFFECTS), one(EFFECTS)));
        }
        text.append("permissions:\n  filesystem: {x: []");
        list(text, "allow", this::path);
        list(text, "deny", this::path);
        text.append("}\n  commands: {x: []");
        list(text, "allow", () -> one(COMMANDS));
        list(text, "deny", () -> one(COMMANDS));
        text.append("}\n");
        if (!name.contains("override") && below(4) == 0) {
            text.append("  network: {allow_outbound: ").append(random.nextBoolean()).append("}\n");
        }
        rules(text, name);
        return text.toString().replace("{x: [], ", "{").replace("{x: []}", "{}");
    }

    private void list(StringBuilder text, String key, java.util.function.Supplier<String> item) {
        if (below(3) == 0) {
            var items = new ArrayList<String>();
            for (int i = below(3); i >= 0; i--) {
                items.add("\"" + item.get() + "\"");
            }
            text.append(", ").append(key).append(": ").append(items.stream().distinct().toList());
        }
    }

    private void rules(StringBuilder text, String name) {
        text.append("rules:\n");
        for (int i = below(3); i >= 0; i--) {
            String effect = one(EFFECTS);
            String match = below(2) == 0 ? "{paths: [\"" + path() + "\"]}" : one(MATCHES);
            text.append("  - {id: r%d, effect: %s, match: %s".formatted(i, effect, match));
            if (effect.equals("require_approval") && random.nextBoolean()) {
                text.append(
                        ", approval: {groups: [%s], quorum: %d, ttl: %dm}"
                                .formatted(one(List.of("x", "y")), 1 + below(3), 1 + below(90)));
            }
            if (below(4) == 0) {
                text.append(", bypass: never");
            }
            text.append("}\n");
        }
    }

    String path() {
        return String.join(
                "/",
                random.ints(1 + below(3), 0, SEGMENTS.size()).mapToObj(SEGMENTS::get).toList());
    }

    /** A call that touches something in one of these folders; empty is the root. */
    Facts call(List<String> folders) {
        String file = place(folders);
        String cwd = Judged.ROOT + one(List.of("", "/a", "/b", "/a/b"));
        return switch (below(9)) {
            case 0 -> facts("Write", Map.of("file_path", file, "content", "x"), cwd);
            case 1 -> facts("Read", Map.of("file_path", file), cwd);
            case 2 -> bash("make", cwd);
            case 3 -> bash("rm -rf " + file, cwd);
            case 4 -> bash("cp " + file + " " + place(folders), cwd);
            case 5 -> bash("curl -o " + file + " https://example.org/x", cwd);
            case 6 -> bash("npm test; touch " + file, cwd);
            case 7 -> bash("cat " + file + " | sort > " + place(folders), cwd);
            default -> bash("cd " + one(List.of("/home/dave/app/a", "/tmp")) + " && npm test", cwd);
        };
    }

    private String place(List<String> folders) {
        String folder = one(folders);
        String name = one(List.of("a", "b", "c", ".env", "a/b", "b/a", "c/.env"));
        return Judged.ROOT + "/" + (folder.isEmpty() ? "" : folder + "/") + name;
    }

    private static Facts bash(String command, String cwd) {
        return facts("Bash", Map.of("command", command), cwd);
    }

    private static Facts facts(String tool, Map<String, Object> input, String cwd) {
        return Analyser.analyse(new Action(tool, input, cwd, "s-1"), History.NONE);
    }
}
