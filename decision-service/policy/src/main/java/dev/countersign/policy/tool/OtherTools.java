package dev.countersign.policy.tool;

import dev.countersign.policy.action.Access;
import dev.countersign.policy.action.Action;
import dev.countersign.policy.action.Change;
import dev.countersign.policy.action.Fact;
import dev.countersign.policy.action.Gathering;
import dev.countersign.policy.action.Opacity;
import dev.countersign.policy.action.Place;
import dev.countersign.policy.action.Reach;
import dev.countersign.policy.request.Request;
import dev.countersign.policy.shell.Addresses;
import dev.countersign.policy.shell.Patch;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The tools that are no shell: files, the web, sub-agents, and those that touch nothing. */
final class OtherTools {
    private static final Set<String> HARMLESS =
            Set.of(
                    "TodoWrite",
                    "TodoRead",
                    "TaskCreate",
                    "TaskUpdate",
                    "TaskGet",
                    "TaskList",
                    "TaskOutput",
                    "BashOutput",
                    "AskUserQuestion",
                    "ExitPlanMode",
                    "EnterPlanMode",
                    "Think",
                    "ToolSearch",
                    "SlashCommand",
                    "Skill",
                    "ListMcpResources",
                    "ListMcpResourcesTool",
                    "ReadMcpResource",
                    "ReadMcpResourceTool",
                    "LSP",
                    "KillShell",
                    "TaskStop");

    private static final String[] TEXTS = {"content", "file_text", "text"};

    private final Action action;
    private final Gathering gathering;
    private final Reach reach;

    private OtherTools(Action action, Gathering gathering) {
        this.action = action;
        this.gathering = gathering;
        this.reach = Reach.DIRECT.of(gathering.newOrigin());
    }

    static void examine(Action action, Gathering gathering) {
        new OtherTools(action, gathering).examine();
    }

    private void examine() {
        switch (action.tool()) {
            case "Read" -> file(Access.READ, Optional.empty());
            case "LS" -> tree(Access.LIST);
            case "Write" -> {
                file(Access.WRITE, Optional.of(new Change(lines(TEXTS), 0)));
                path().ifPresent(path -> content().whole(path, action.text(TEXTS)));
            }
            case "Edit" -> {
                Change change = edit(action.text("old_string"), action.text("new_string"));
                file(Access.WRITE, Optional.of(change));
                path().ifPresent(content()::edited);
            }
            case "MultiEdit" -> {
                file(Access.WRITE, Optional.of(edits()));
                path().ifPresent(content()::editedOften);
            }
            case "NotebookEdit" ->
                    file(Access.WRITE, Optional.of(new Change(lines("new_source"), 0)));
            case "Delete" -> {
                file(Access.DELETE, Optional.empty());
                path().map(path -> Place.resolve(path, action.cwd()))
                        .ifPresent(gathering.memory()::deleted);
            }
            case "Glob" -> tree(Access.LIST);
            case "Grep" -> new GrepTool(action, gathering, reach).examine();
            case "apply_patch" -> patch();
            case "WebFetch" -> webFetch();
            case "WebSearch" -> gathering.add(new Fact.ToolUse("WebSearch", reach));
            case "Agent", "Task" -> gathering.add(new Fact.ToolUse("Agent", reach));
            default -> unknown();
        }
    }

    private void unknown() {
        gathering.add(
                HARMLESS.contains(action.tool())
                        ? new Fact.ToolUse(action.tool(), reach)
                        : new Fact.Opaque(Opacity.TOOL, action.tool(), reach));
    }

    private void file(Access access, Optional<Change> change) {
        path().ifPresentOrElse(path -> add(path, access, change), () -> unexpected("no file_path"));
    }

    private Optional<String> path() {
        return action.text("file_path", "notebook_path", "path");
    }

    private WrittenContent content() {
        return new WrittenContent(action, gathering.memory());
    }

    private void add(String path, Access access, Optional<Change> change) {
        gathering.add(new Fact.FileAccess(Place.of(path, action.cwd()), access, change, reach));
    }

    private void unexpected(String detail) {
        gathering.add(new Fact.Opaque(Opacity.INPUT, action.tool() + ": " + detail, reach));
    }

    private void tree(Access access) {
        add(action.text("path").orElse("."), access, Optional.empty());
    }

    private List<String> lines(String... names) {
        return action.text(names).map(text -> text.lines().toList()).orElse(List.of());
    }

    private static Change edit(Optional<String> before, Optional<String> after) {
        return new Change(
                after.map(text -> text.lines().toList()).orElse(List.of()),
                before.map(text -> (int) text.lines().count()).orElse(0));
    }

    private Change edits() {
        var added = new java.util.ArrayList<String>();
        int removed = 0;
        if (action.input().get("edits") instanceof List<?> edits) {
            for (Object one : edits) {
                if (one instanceof java.util.Map<?, ?> map) {
                    Change change = edit(text(map, "old_string"), text(map, "new_string"));
                    added.addAll(change.added());
                    removed += change.removed();
                }
            }
        }
        return new Change(added, removed);
    }

    private static Optional<String> text(java.util.Map<?, ?> map, String key) {
        return map.get(key) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    private void patch() {
        Optional<String> text = action.text("input", "patch", "command");
        List<Patch.FileChange> changes = text.map(Patch::files).orElse(List.of());
        changes.forEach(one -> add(one.path(), one.access(), Optional.of(one.change())));
        changes.forEach(content()::patched);
        if (changes.isEmpty()) {
            unexpected("no patch that can be read");
        }
    }

    private void webFetch() {
        String url = action.text("url").orElse("");
        Optional<Fact.Egress> egress = Addresses.egress(url, Optional.of("GET"), reach);
        egress.ifPresentOrElse(gathering::add, () -> unexpected("no url"));
        egress.map(new Request(List.of("GET"), url, List.of())::calls)
                .ifPresent(calls -> calls.forEach(gathering::add));
    }
}
