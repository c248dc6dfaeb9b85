package dev.countersign.cli.generate.fence;

import dev.countersign.policy.action.Action;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Calls of the tools that work with files, to ask a policy about them. */
record FileCalls(List<String> paths, String root) {

    List<Action> reading() {
        return paths.stream()
                .map(path -> new Action("Read", Map.of("file_path", path), root, ""))
                .toList();
    }

    List<Action> writing() {
        return paths.stream().flatMap(this::writing).toList();
    }

    private Stream<Action> writing(String path) {
        return Stream.of(
                new Action("Write", Map.of("file_path", path, "content", "x"), root, ""),
                new Action(
                        "Edit",
                        Map.of("file_path", path, "old_string", "a", "new_string", "b"),
                        root,
                        ""));
    }
}
