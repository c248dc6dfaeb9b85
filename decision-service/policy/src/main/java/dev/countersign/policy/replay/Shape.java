package dev.countersign.policy.replay;

import dev.countersign.policy.action.Access;
import dev.countersign.policy.action.Argument;
import dev.countersign.policy.action.Fact;
import dev.countersign.policy.action.Facts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What a rule asks for that speaks of one fact and of what is like it: the program with its
 * operands and options, the one file, the one host, the one tool. Options count without their
 * values, because messages and names differ each time.
 *
 * @param about for people
 * @param match the value of {@code match} in the policy language
 */
record Shape(String about, String match) {
    /** Nothing that a pattern would read as one, and nothing that has to be escaped. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._/:@+=,-]{1,200}");

    private static final int MOST_WORDS = 12;

    /** Empty where no rule would be narrow. */
    static Optional<Shape> of(Fact fact, Facts all, String root) {
        return switch (fact) {
            case Fact.Invocation invocation ->
                    command(invocation)
                            .map(
                                    command ->
                                            new Shape(
                                                    command,
                                                    "{command: [\"%s\"]}".formatted(command)));
            case Fact.FileAccess file -> file(file, root);
            case Fact.Egress egress ->
                    plain(egress.host())
                            .map(
                                    host ->
                                            new Shape(
                                                    host,
                                                    "{hosts: {in: [\"%s\"]}%s}"
                                                            .formatted(host, port(egress))));
            case Fact.McpCall call ->
                    plain(call.server())
                            .flatMap(server -> plain(call.tool()).map(tool -> mcp(server, tool)));
            case Fact.EffectTag effect -> effect(effect, all);
            case Fact.ToolUse use ->
                    plain(use.tool())
                            .map(tool -> new Shape(tool, "{tool: [\"%s\"]}".formatted(tool)));
            case Fact.ApiCall call -> Optional.empty();
            case Fact.CredentialUse use -> Optional.empty();
            case Fact.Opaque opaque -> Optional.empty();
        };
    }

    private static Optional<String> plain(String text) {
        return Optional.of(text).filter(one -> PLAIN.matcher(one).matches());
    }

    private static Optional<String> command(Fact.Invocation invocation) {
        var operands = new ArrayList<>(invocation.usage().operands());
        var options = new TreeSet<String>();
        for (Argument argument : invocation.arguments()) {
            String text = argument.text();
            if (text.startsWith("-") && text.length() > 1) {
                options.add(text.startsWith("--") ? text.replaceFirst("=.*", "") : text);
            }
        }
        var words = new ArrayList<String>();
        words.add(invocation.written().contains("/") ? invocation.written() : invocation.program());
        words.addAll(operands);
        words.addAll(options);
        boolean narrow =
                words.size() > 1
                        && words.size() <= MOST_WORDS
                        && !invocation.usage().uncertain()
                        && words.stream().allMatch(word -> plain(word).isPresent());
        return narrow ? Optional.of(String.join(" ", words)) : Optional.empty();
    }

    private static Optional<Shape> file(Fact.FileAccess file, String root) {
        String path = file.place().resolved();
        boolean within = !root.isEmpty() && path.startsWith(root + "/");
        Optional<String> access = access(file.access());
        return within && access.isPresent()
                ? plain(path.substring(root.length() + 1))
                        .map(
                                name ->
                                        new Shape(
                                                access.get() + " " + name,
                                                "{paths: {any: [\"%s\"]}, access: [%s]}"
                                                        .formatted(name, access.get())))
                : Optional.empty();
    }

    private static Optional<String> access(Access access) {
        return switch (access) {
            case READ, LIST -> Optional.of("read");
            case WRITE, APPEND, CREATE -> Optional.of("write");
            case READ_TREE, DELETE, DELETE_TREE, CHANGE_MODE, EXECUTE, LINK -> Optional.empty();
        };
    }

    private static String port(Fact.Egress egress) {
        return egress.port().isPresent() ? ", ports: [" + egress.port().getAsInt() + "]" : "";
    }

    private static Shape mcp(String server, String tool) {
        return new Shape(
                server + "/" + tool,
                "{mcp: {server: \"%s\", tool: \"%s\"}}".formatted(server, tool));
    }

    /** An effect of one command, and of no other. */
    private static Optional<Shape> effect(Fact.EffectTag effect, Facts all) {
        List<String> commands =
                all.together(effect).stream()
                        .filter(Fact.Invocation.class::isInstance)
                        .flatMap(fact -> command((Fact.Invocation) fact).stream())
                        .distinct()
                        .toList();
        String id = effect.tag().id();
        return commands.size() == 1
                ? Optional.of(
                        new Shape(
                                id + " of " + commands.getFirst(),
                                "{effect: [%s], command: [\"%s\"]}"
                                        .formatted(id, commands.getFirst())))
                : Optional.empty();
    }
}
