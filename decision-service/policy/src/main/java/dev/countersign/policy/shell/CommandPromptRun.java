package dev.countersign.policy.shell;

import dev.countersign.policy.action.Access;
import dev.countersign.policy.action.Fact;
import dev.countersign.policy.action.Opacity;
import dev.countersign.policy.action.Place;
import dev.countersign.policy.action.Reach;
import dev.countersign.policy.powershell.CommandPrompt;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** {@code cmd /c}: its own commands as those of other systems that do the same. */
final class CommandPromptRun {
    private final Call call;

    CommandPromptRun(Call call) {
        this.call = call;
    }

    String run() {
        List<String> words = call.arguments();
        int i = 0;
        while (i < words.size() && !words.get(i).matches("(?i)//?[ckr].*")) {
            i++;
        }
        if (i == words.size()) {
            if (call.in().given()) {
                call.opaque(Opacity.SHELL, call.program());
            }
            return Flow.UNKNOWN;
        }
        String attached = words.get(i).replaceFirst("(?i)^//?[ckr]", "");
        String text = attached + " " + String.join(" ", words.subList(i + 1, words.size()));
        CommandPrompt.parse(text).forEach(this::command);
        return Flow.UNKNOWN;
    }

    private void command(List<String> line) {
        List<String> words = written(line);
        if (words.isEmpty()) {
            return;
        }
        String name =
                words.getFirst().toLowerCase(Locale.ROOT).replaceFirst("\\.(exe|com|cmd|bat)$", "");
        var options = new ArrayList<String>();
        var operands = new ArrayList<String>();
        for (String word : words.subList(1, words.size())) {
            boolean option = word.matches("/[A-Za-z?][A-Za-z:-]*");
            (option ? options : operands)
                    .add(option ? word.toLowerCase(Locale.ROOT) : Cmdlet.path(word));
        }
        boolean tree =
                options.contains("/s") || options.contains("/mir") || options.contains("/purge");
        switch (name) {
            case "del", "erase" -> invoke(tree ? List.of("rm", "-r") : List.of("rm"), operands);
            case "rd", "rmdir" -> invoke(tree ? List.of("rm", "-r") : List.of("rmdir"), operands);
            case "robocopy", "xcopy", "copy" -> {
                invoke(List.of("cp"), operands);
                if (tree && name.equals("robocopy")) {
                    invoke(List.of("rm", "-r"), operands);
                }
            }
            case "move", "ren", "rename" -> invoke(List.of("mv"), operands);
            case "type", "more" -> invoke(List.of("cat"), operands);
            case "dir" -> invoke(List.of("ls"), operands);
            case "md", "mkdir" -> invoke(List.of("mkdir"), operands);
            case "cd", "chdir", "echo", "pause", "exit" ->
                    invoke(List.of(name.equals("chdir") ? "cd" : name), operands);
            case "ver", "rem", "title", "cls", "vol", "color" -> {}
            case "call", "start" ->
                    invoke(List.of(), operands.stream().filter(word -> !word.isBlank()).toList());
            case "format" -> invoke(List.of("mkfs"), operands);
            default -> {
                var all = new ArrayList<>(List.of(name));
                all.addAll(words.subList(1, words.size()));
                invoke(List.of(), all);
            }
        }
    }

    /** Files behind {@code >} are written; the words without them. */
    private List<String> written(List<String> line) {
        var words = new ArrayList<String>();
        for (int i = 0; i < line.size(); i++) {
            String word = line.get(i);
            int sign = word.indexOf('>');
            if (sign < 0) {
                words.add(word);
                continue;
            }
            String file = word.substring(sign + 1).replaceFirst("^>", "");
            if (file.isEmpty() && i + 1 < line.size()) {
                file = line.get(++i);
            }
            if (!file.isEmpty() && !file.startsWith("&") && !file.equalsIgnoreCase("nul")) {
                Place place = Place.of(Cmdlet.path(file), call.environment().cwd());
                call.walker()
                        .gathering()
                        .add(
                                new Fact.FileAccess(
                                        place,
                                        Access.WRITE,
                                        Optional.empty(),
                                        call.invoker().reach()));
            }
        }
        return words;
    }

    private void invoke(List<String> start, List<String> more) {
        var words = new ArrayList<>(start);
        words.addAll(more);
        call.invoker().reached(Reach.How.WRAPPED, call.program()).invoke(words);
    }
}
