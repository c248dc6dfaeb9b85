package dev.countersign.policy.shell;

import dev.countersign.policy.action.Opacity;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Editors and pagers: commands in their arguments may leave them for a shell. */
final class Editor {
    /** Moving, setting, substituting, writing the file itself and leaving. */
    private static final Pattern PLAIN =
            Pattern.compile(
                    "[:\\s]*(q|qa|qall|wq|wqa|x|xa|w|e|n|p|\\d+|\\$|se[t]? .*|setlocal .*|syntax.*"
                            + "|filetype.*|normal [^!:]*|retab|noh|undo|redo|sort.*|/[^!]*|\\d*[dpj]"
                            + "|[%0-9,.$']*s(/[^/]*){2}/?[gcin]*|[gv]/[^/]*/d)!?\\s*");

    private final Call call;

    Editor(Call call) {
        this.call = call;
    }

    String run() {
        var commands = new ArrayList<String>();
        commands.addAll(call.usage().values("c"));
        commands.addAll(call.usage().values("cmd"));
        call.operands().stream()
                .filter(word -> word.startsWith("+"))
                .forEach(word -> commands.add(word.substring(1)));
        if (call.in().given()) {
            call.in().text().lines().filter(line -> line.indexOf('!') >= 0).forEach(commands::add);
        }
        commands.forEach(this::command);
        return Flow.UNKNOWN;
    }

    private void command(String text) {
        for (String one : text.split("\\|(?![|!])")) {
            boolean plain = one.length() < 1_000 && PLAIN.matcher(one).matches();
            if (!one.isBlank() && !plain) {
                shellAfterMark(one);
                call.opaque(Opacity.CODE, call.program() + " " + one);
            }
        }
    }

    private void shellAfterMark(String text) {
        int mark = text.indexOf('!');
        if (mark >= 0) {
            call.shellText(text.substring(mark + 1), call.program());
        }
    }

    /** {@code less +!command}. */
    String pager() {
        List<String> arguments = call.arguments();
        for (String word : arguments) {
            if (word.startsWith("+") && word.matches("(?s)\\+{1,2}[^!|]*[!|].*")) {
                String rest = word.replaceFirst("(?s)^\\+{1,2}[^!|]*[!|]", "");
                call.shellText(rest, call.program());
                call.opaque(Opacity.CODE, call.program() + " " + word);
            }
        }
        return Flow.UNKNOWN;
    }
}
