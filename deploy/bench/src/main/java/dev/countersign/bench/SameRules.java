package dev.countersign.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Rules that say the same to Countersign and to Cerbos, and calls that none of them denies.
 *
 * <p>A quarter each: writing a service's settings, releasing it, connecting to its hosts, deleting
 * by its tools. Cerbos is given the parts of a call that Countersign has to find by itself: the
 * path, the command, the host, the tool.
 */
final class SameRules {
    private SameRules() {}

    static String countersign(int rules) {
        var text =
                new StringBuilder(
                        """
                        version: "2.1"
                        agents: ["bench-*"]
                        defaults: {filesystem.read: allow, filesystem.write: allow, command: allow, network: allow, mcp: allow}
                        rules:
                        """);
        for (int i = 0; i < rules; i++) {
            String service = service(i);
            text.append("  - {id: r")
                    .append(i)
                    .append(", effect: deny, match: ")
                    .append(
                            switch (i & 3) {
                                case 0 ->
                                        "{paths: [\"services/%s/config/**\"], access: [write]}"
                                                .formatted(service);
                                case 1 -> "{command: [\"npm run release:%s\"]}".formatted(service);
                                case 2 -> "{hosts: [\"*.%s.example.net\"]}".formatted(service);
                                default ->
                                        "{mcp: {server: [%s], tool: [\"delete_*\"]}}"
                                                .formatted(service);
                            })
                    .append("}\n");
        }
        return text.toString();
    }

    /** One policy for each kind of resource, by the name of its file. */
    static Map<String, String> cerbos(int rules) {
        var files = new TreeMap<String, StringBuilder>();
        for (String kind : List.of("file", "command", "host", "tool")) {
            files.put(
                    kind,
                    new StringBuilder(
                            """
                            apiVersion: api.cerbos.dev/v1
                            resourcePolicy:
                              resource: %s
                              version: default
                              rules:
                                - {actions: ["*"], effect: EFFECT_ALLOW, roles: [agent]}
                            """
                                    .formatted(kind)));
        }
        for (int i = 0; i < rules; i++) {
            String service = service(i);
            switch (i & 3) {
                case 0 ->
                        deny(
                                files,
                                "file",
                                "R.attr.path.startsWith(\"services/%s/config/\")",
                                service);
                case 1 ->
                        deny(
                                files,
                                "command",
                                "R.attr.line.startsWith(\"npm run release:%s\")",
                                service);
                case 2 -> deny(files, "host", "R.attr.host.endsWith(\".%s.example.net\")", service);
                default ->
                        deny(
                                files,
                                "tool",
                                "R.attr.server == \"%s\" && R.attr.tool.startsWith(\"delete_\")",
                                service);
            }
        }
        var texts = new TreeMap<String, String>();
        files.forEach((kind, text) -> texts.put(kind + ".yaml", text.toString()));
        return texts;
    }

    private static void deny(
            Map<String, StringBuilder> files, String kind, String condition, String service) {
        StringBuilder file = files.get(kind);
        if (file != null) {
            file.append(
                            "    - actions: [\"use\"]\n      effect: EFFECT_DENY\n      roles: [agent]\n")
                    .append("      condition: {match: {expr: '")
                    .append(condition.formatted(service))
                    .append("'}}\n");
        }
    }

    private static String service(int i) {
        return MixedPolicy.service(i / 4 * 5);
    }

    /** Bodies for {@code POST /v1/decisions}. */
    static List<String> callsForCountersign() {
        var bodies = new ArrayList<String>();
        for (String call :
                List.of(
                        "\"Write\",\"input\":{\"file_path\":\"/home/dave/app/services/mail-web/src/a.ts\",\"content\":\"export {}\"}",
                        "\"Bash\",\"input\":{\"command\":\"npm run test:mail-web\"}",
                        "\"WebFetch\",\"input\":{\"url\":\"https://docs.example.org/x\",\"prompt\":\"what is new\"}",
                        "\"mcp__search-web__get_page\",\"input\":{\"page\":\"7\"}")) {
            bodies.add(
                    "{\"session\":\"bench\",\"cwd\":\"/home/dave/app\",\"tool\":%s}"
                            .formatted(call));
        }
        return bodies;
    }

    /** Bodies for {@code POST /api/check/resources}. */
    static List<String> callsForCerbos() {
        var bodies = new ArrayList<String>();
        for (String resource :
                List.of(
                        "\"file\",\"attr\":{\"path\":\"services/mail-web/src/a.ts\"}",
                        "\"command\",\"attr\":{\"line\":\"npm run test:mail-web\"}",
                        "\"host\",\"attr\":{\"host\":\"docs.example.org\"}",
                        "\"tool\",\"attr\":{\"server\":\"search-web\",\"tool\":\"get_page\"}")) {
            bodies.add(
                    """
                    {"principal":{"id":"bench","roles":["agent"]},
                     "resources":[{"actions":["use"],"resource":{"id":"x","kind":%s}}]}"""
                            .formatted(resource));
        }
        return bodies;
    }
}
