package dev.countersign.cli.generate.fence;

import dev.countersign.cli.generate.fence.Spelled.Impossible;
import dev.countersign.cli.generate.fence.Spelled.Line;
import dev.countersign.cli.generate.fence.Spelled.Written;
import dev.countersign.cli.generate.settings.Content;
import dev.countersign.policy.action.Action;
import dev.countersign.policy.match.HostPattern;
import dev.countersign.policy.match.NamePattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The permission rules of Claude Code. {@code Bash(a b:*)} is every command that begins with these
 * words; paths are read as git reads its lists of ignored files, {@code /} being the project and
 * {@code //} the machine.
 */
record ClaudeCodeFence() implements Fence {
    private static final List<String> LIST = List.of("permissions", "deny");

    @Override
    public Content content(List<String> lines) {
        return Fence.listed(LIST, lines);
    }

    @Override
    public Spelled spelled(Denial denial, String root) {
        return switch (denial) {
            case Denial.Command command -> command(CommandWords.of(command.pattern()), root);
            case Denial.Files files -> files(files, root);
            case Denial.Host host -> host(host.pattern(), root);
            case Denial.McpTool tool -> tool(tool.server(), tool.tool(), root);
        };
    }

    private static Spelled command(CommandWords words, String root) {
        return words.isPlain()
                ? new Written(
                        List.of(new Line("Bash(" + words.line() + ":*)", words.samples(root))),
                        "options in another order, a path before the program, the command inside"
                                + " another one")
                : new Impossible("a star among its words would take in more than one word");
    }

    private static Spelled files(Denial.Files denied, String root) {
        List<FilePattern> patterns = FilePattern.of(denied);
        if (!patterns.stream().allMatch(FilePattern::isPlain)) {
            return new Impossible("its pattern is read otherwise there");
        }
        var lines = new ArrayList<Line>();
        for (FilePattern pattern : patterns) {
            var calls = new FileCalls(pattern.samples(root), root);
            if (denied.reading()) {
                lines.add(new Line("Read(" + path(pattern) + ")", calls.reading()));
            }
            if (denied.writing()) {
                lines.add(new Line("Edit(" + path(pattern) + ")", calls.writing()));
            }
        }
        return lines.isEmpty()
                ? new Impossible("it is neither about reading nor about writing")
                : new Written(
                        lines,
                        patterns.stream().allMatch(FilePattern::isInProject)
                                ? "programs that open such a file, other letter case, files"
                                        + " outside the project"
                                : "programs that open such a file, other letter case");
    }

    private static String path(FilePattern pattern) {
        return pattern.text().startsWith("~") ? pattern.text() : "/" + pattern.text();
    }

    private static Spelled host(HostPattern host, String root) {
        return host.host().equals(host.source()) && host.host().matches("[a-z0-9.-]+")
                ? new Written(
                        List.of(
                                new Line(
                                        "WebFetch(domain:" + host.host() + ")",
                                        Stream.of("/", "/a?b=c")
                                                .map(rest -> "https://" + host.host() + rest)
                                                .map(url -> call("WebFetch", "url", url, root))
                                                .toList())),
                        "every other way to the host")
                : new Impossible("a host with a star or a port is read otherwise there");
    }

    private static Spelled tool(NamePattern server, NamePattern tool, String root) {
        boolean whole = tool.source().equals("*");
        if (!isName(server) || !whole && !isName(tool)) {
            return new Impossible("a star in names of tools is read otherwise there");
        }
        String name = "mcp__" + server.source() + (whole ? "" : "__" + tool.source());
        return new Written(
                List.of(new Line(name, List.of(call(whole ? name + "__a" : name, "a", "b", root)))),
                "");
    }

    private static boolean isName(NamePattern pattern) {
        return pattern.source().matches("[A-Za-z0-9_-]+");
    }

    private static Action call(String tool, String argument, String value, String root) {
        return new Action(tool, Map.of(argument, value), root, "");
    }
}
