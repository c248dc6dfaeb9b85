package dev.countersign.cli.generate.fence;

import dev.countersign.cli.generate.fence.Spelled.Impossible;
import dev.countersign.cli.generate.fence.Spelled.Line;
import dev.countersign.cli.generate.fence.Spelled.Written;
import dev.countersign.cli.generate.settings.Content;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The permissions of Cursor's command line: programs by name, files by patterns. */
record CursorFence() implements Fence {
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
            case Denial.Host host -> new Impossible("no permission of it is about hosts");
            case Denial.McpTool tool -> new Impossible("no permission of it is about such tools");
        };
    }

    private static Spelled command(CommandWords words, String root) {
        return words.isPlain() && words.words().size() == 1
                ? new Written(
                        List.of(new Line("Shell(" + words.line() + ")", words.samples(root))),
                        "the program by a path, or inside another command")
                : new Impossible("its permissions know programs, not what they are told");
    }

    private static Spelled files(Denial.Files denied, String root) {
        List<FilePattern> patterns = FilePattern.of(denied);
        if (!patterns.stream().allMatch(one -> one.isPlain() && one.isInProject())) {
            return new Impossible("its pattern is read otherwise there");
        }
        var lines = new ArrayList<Line>();
        for (FilePattern pattern : patterns) {
            var calls = new FileCalls(pattern.samples(root), root);
            for (String path : paths(pattern)) {
                if (denied.reading()) {
                    lines.add(new Line("Read(" + path + ")", calls.reading()));
                }
                if (denied.writing()) {
                    lines.add(new Line("Write(" + path + ")", calls.writing()));
                }
            }
        }
        return lines.isEmpty()
                ? new Impossible("it is neither about reading nor about writing")
                : new Written(
                        lines,
                        "programs that open such a file, other letter case, files outside the"
                                + " project");
    }

    /** What is named, and what lies in a folder of that name. */
    private static List<String> paths(FilePattern pattern) {
        return pattern.text().endsWith("/**")
                ? List.of(pattern.text())
                : Stream.of("", "/**").map(rest -> pattern.text() + rest).toList();
    }
}
