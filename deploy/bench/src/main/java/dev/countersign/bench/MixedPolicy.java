package dev.countersign.bench;

import dev.countersign.policy.evaluate.CompiledPolicy;
import dev.countersign.policy.layer.PolicySet;
import dev.countersign.policy.layer.Rank;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * A policy of a given number of rules as an organisation with many teams would write it: each
 * service brings rules about its files, commands, hosts, tools, packages, branches, interfaces and
 * what changes add. Every number gives the same text.
 */
final class MixedPolicy {
    private static final List<String> DOMAINS =
            List.of(
                    "billing",
                    "ledger",
                    "search",
                    "catalogue",
                    "checkout",
                    "identity",
                    "mail",
                    "reports",
                    "media",
                    "fleet",
                    "claims",
                    "pricing",
                    "stock",
                    "returns",
                    "loyalty",
                    "payroll",
                    "audit",
                    "routing",
                    "quotes",
                    "tickets");
    private static final List<String> ROLES =
            List.of(
                    "api",
                    "worker",
                    "web",
                    "gateway",
                    "importer",
                    "export",
                    "store",
                    "sync",
                    "admin",
                    "batch");
    private static final int SHAPES = 30;
    private static final int MOST_IN_A_FILE = 5000;

    private MixedPolicy() {}

    /** Prints the files of a policy with the given number of rules. */
    public static void main(String[] args) {
        files(Integer.parseInt(args[0])).forEach(System.out::print);
    }

    /** The files that it stands in; a file may have a MiB. */
    static List<String> files(int rules) {
        return IntStream.iterate(0, from -> from < rules, from -> from + MOST_IN_A_FILE)
                .mapToObj(from -> file(from, Math.min(rules, from + MOST_IN_A_FILE)))
                .toList();
    }

    static CompiledPolicy compiled(List<String> files) {
        Map<String, String> layers = new TreeMap<>();
        for (int i = 0; i < files.size(); i++) {
            layers.put(Rank.values()[i].fileName(), files.get(i));
        }
        return CompiledPolicy.of(PolicySet.read(layers));
    }

    private static String file(int from, int to) {
        var text = new StringBuilder("version: \"2.1\"\nagents: [\"code-assistant-*\"]\n");
        interfaces(to, text);
        text.append("rules:\n");
        for (int i = from; i < to; i++) {
            rule(i, text);
        }
        return text.toString();
    }

    /** One interface for some hundred rules. */
    private static void interfaces(int rules, StringBuilder into) {
        into.append("apis:\n");
        for (int i = 0; i <= rules / 150; i++) {
            into.append("  - id: ")
                    .append(service(i * 5))
                    .append("\n    hosts: [\"control.")
                    .append(service(i * 5))
                    .append(".example.net\"]\n    operations:\n")
                    .append("      - {name: instance_delete, method: DELETE,")
                    .append(" path: \"/v1/instances/*\", irreversible: true}\n");
        }
    }

    /** Five rules in turn belong to one service, so that names are shared as they are in life. */
    private static void rule(int i, StringBuilder into) {
        String service = service(i / 5 * 5);
        String domain = DOMAINS.get(i / 5 % DOMAINS.size());
        String body = i % 100 == 99 ? broad(i / 100, service, domain) : body(i, service, domain);
        into.append("  - {id: ")
                .append(service)
                .append('.')
                .append(i)
                .append(", ")
                .append(body)
                .append("}\n");
    }

    static String service(int i) {
        int number = i / 5;
        String name =
                DOMAINS.get(number % DOMAINS.size())
                        + "-"
                        + ROLES.get(number / DOMAINS.size() % ROLES.size());
        int again = number / (DOMAINS.size() * ROLES.size());
        return again == 0 ? name : name + "-" + again;
    }

    private static String body(int i, String service, String domain) {
        return switch (i * 7 % SHAPES) {
            case 0 -> held("{paths: [\"services/%s/config/**\"], access: [write]}", service);
            case 1 -> denied("{paths: {any: [\"services/%s/secrets/**\"]}}", service);
            case 2 -> held("{paths: [\"services/%s/migrations/*.sql\"], access: [write]}", service);
            case 3 -> denied("{paths: [\"**/%s.keystore\"]}", service);
            case 4 ->
                    held("{paths: [\"deploy/%s/*.{yml,yaml}\"], access: [write, delete]}", service);
            case 5 -> warned("{paths: [\"**/generated/%s/**\"], access: [write]}", service);
            case 6 -> held("{command: [\"make deploy-%s\"]}", service);
            case 7 -> held("{command: [\"kubectl delete * -n %s\"]}", service);
            case 8 -> held("{command: [\"npm run release:%s\"]}", service);
            case 9 -> denied("{command: [\"terraform apply -target=module.%s\"]}", service);
            case 10 -> held("{command: [\"docker compose restart %s\"]}", service);
            case 11 -> held("{command: [\"./tools/%s-ctl rollout\"]}", service);
            case 12 -> held("{command: [\"git push origin release/%s\"]}", service);
            case 13 -> allowed("{command: [\"npm run build:%s\"]}", service);
            case 14 ->
                    i % 4 == 0
                            ? denied("{api: {id: %s}}", service(i / 150 * 5))
                            : denied("{hosts: [\"%s.prod.example.net\"]}", service);
            case 15 -> held("{hosts: {in: [\"*.%s.example.net\"]}}", service);
            case 16 -> held("{hosts: [\"%s.partner.example.org:8443\"], ports: [8443]}", service);
            case 17 ->
                    held("{mcp: {server: [\"%s\"], tool: [\"delete_*\", \"purge_*\"]}}", service);
            case 18 -> denied("{mcp: {server: [tracker], tool: [\"%s_close_*\"]}}", service);
            case 19 ->
                    held("{effect: [fs.delete.tree], paths: [\"services/%s/data/**\"]}", service);
            case 20 ->
                    held(
                            "{effect: [fs.delete.tree], not: {paths: {all_within: [\"services/%1$s/build/**\"]}}, agents: [\"%1$s-*\"]}",
                            service);
            case 21 -> denied("{effect: [deploy, pkg.publish], groups: [\"%s\"]}", service);
            case 22 -> held("{packages: [\"@%s/*\"]}", service);
            case 23 -> denied("{packages: [\"%s-internal\", \"%s-legacy-*\"]}", service);
            case 24 -> held("{branches: [\"%s/release/*\"]}", service);
            case 25 ->
                    denied(
                            "{paths: [\"services/%1$s/**\"], content: {pattern: \"(?i)disable_%2$s_checks\"}}",
                            service, domain);
            case 26 ->
                    held(
                            "{effect: [net.egress], agents: [\"%s-*\"], labels: [read:secret]}",
                            service);
            case 27 ->
                    held(
                            "{any: [{paths: [\"schemas/%1$s/**\"], access: [write]}, {command: [\"schema-tool publish %1$s\"]}]}",
                            service);
            case 28 -> denied("{effect: [\"db.*\"], groups: [\"%s\"]}", service);
            default ->
                    held(
                            "{paths: {any: [\"services/%1$s/**\"], none: [\"services/%1$s/src/**\", \"services/%1$s/test/**\"]}, access: [write]}",
                            service);
        };
    }

    /** One rule in a hundred speaks of more than one service. */
    private static String broad(int i, String service, String domain) {
        return switch (i % 5) {
            case 0 -> held("{reach: [substitution], program: [\"%s-*\"]}", domain);
            case 1 -> held("{tool: [WebFetch], labels: [read:secret], groups: [\"%s\"]}", domain);
            case 2 -> held("{files_count: {more_than: 40}, groups: [\"%s\"]}", domain);
            case 3 -> denied("{paths: [\"**/%s/**/*.pem\"]}", domain);
            default -> held("{access: [delete], paths: {any: [\"**/%s/**\"]}}", service);
        };
    }

    private static String held(String match, Object... names) {
        return "effect: require_approval, match: " + match.formatted(twice(names));
    }

    private static String denied(String match, Object... names) {
        return "effect: deny, match: " + match.formatted(twice(names));
    }

    private static String warned(String match, Object... names) {
        return "effect: warn, match: " + match.formatted(twice(names));
    }

    private static String allowed(String match, Object... names) {
        return "effect: allow, match: " + match.formatted(twice(names));
    }

    private static Object[] twice(Object[] names) {
        return names.length == 1 ? new Object[] {names[0], names[0]} : names;
    }
}
