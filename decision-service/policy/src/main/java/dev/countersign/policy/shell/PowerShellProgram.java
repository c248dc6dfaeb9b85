package dev.countersign.policy.shell;

import dev.countersign.policy.action.Opacity;
import dev.countersign.policy.action.Place;
import dev.countersign.policy.action.Reach;
import dev.countersign.policy.action.Tag;
import dev.countersign.policy.action.Wild;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** {@code pwsh} and {@code powershell}: where the text stands that they run. */
final class PowerShellProgram {
    /** Parameters, each of which may be shortened to a beginning of at least the given length. */
    private enum Parameter {
        ENCODEDCOMMAND(1, true),
        COMMAND(1, true),
        FILE(1, true),
        EXECUTIONPOLICY(2, true),
        EP(2, true),
        WINDOWSTYLE(1, true),
        INPUTFORMAT(3, true),
        OUTPUTFORMAT(1, true),
        VERSION(1, false),
        CONFIGURATIONNAME(6, true),
        WORKINGDIRECTORY(2, true),
        SETTINGSFILE(2, true),
        PSCONSOLEFILE(1, true),
        CUSTOMPIPENAME(2, true),
        EC(2, true),
        NOPROFILE(3, false),
        NONINTERACTIVE(4, false),
        NOLOGO(3, false),
        NOEXIT(3, false),
        LOGIN(1, false),
        INTERACTIVE(1, false),
        STA(1, false),
        MTA(1, false),
        HELP(1, false);

        private final int shortest;
        private final boolean value;

        Parameter(int shortest, boolean value) {
            this.shortest = shortest;
            this.value = value;
        }

        static Optional<Parameter> of(String word) {
            String name = word.replaceFirst("^(--?|/)", "").toUpperCase(Locale.ROOT);
            return List.of(values()).stream()
                    .filter(one -> one.name().startsWith(name) && name.length() >= one.shortest)
                    .findFirst();
        }
    }

    private final Call call;

    PowerShellProgram(Call call) {
        this.call = call;
    }

    String run() {
        List<String> words = call.arguments();
        int i = 0;
        while (i < words.size()) {
            String word = words.get(i);
            if (!word.startsWith("-") && !word.startsWith("/")) {
                command(words.subList(i, words.size()));
                return Flow.UNKNOWN;
            }
            Optional<Parameter> parameter = Parameter.of(word);
            if (parameter.isEmpty()) {
                call.opaque(Opacity.SHELL, word);
                return Flow.UNKNOWN;
            }
            List<String> rest = words.subList(i + 1, words.size());
            if (runs(parameter.get(), rest)) {
                return Flow.UNKNOWN;
            }
            i += parameter.get().value ? 2 : 1;
        }
        input();
        return Flow.UNKNOWN;
    }

    /** Whether the parameter says what is run; then the rest belongs to it. */
    private boolean runs(Parameter parameter, List<String> rest) {
        switch (parameter) {
            case ENCODEDCOMMAND, EC -> decoded(rest.isEmpty() ? "" : rest.getFirst());
            case COMMAND -> command(rest);
            case FILE -> file(rest);
            default -> {
                return false;
            }
        }
        return true;
    }

    private void command(List<String> words) {
        if (words.equals(List.of("-"))) {
            input();
        } else {
            text(String.join(" ", words));
        }
    }

    private void text(String text) {
        new PowerShellRun(call.invoker().reached(Reach.How.WRAPPED, call.program())).examine(text);
    }

    private void decoded(String encoded) {
        // Whoever writes a command so that nobody can read it has it looked at.
        call.opaque(Opacity.SHELL_TEXT, call.program());
        if (!Wild.isLiteral(encoded)) {
            return;
        }
        try {
            text(new String(Base64.getMimeDecoder().decode(encoded), StandardCharsets.UTF_16LE));
        } catch (IllegalArgumentException broken) {
            call.opaque(Opacity.SHELL, call.program());
        }
    }

    private void file(List<String> words) {
        if (words.isEmpty() || words.getFirst().equals("-")) {
            input();
            return;
        }
        Place place = Place.of(Cmdlet.path(words.getFirst()), call.environment().cwd());
        if (ProcessFile.is(place.written())) {
            text(ProcessFile.output(place.written()));
        } else {
            new Scripts(call.invoker()).textOf(place).ifPresent(this::text);
        }
    }

    private void input() {
        if (call.in().remote()) {
            call.tag(Tag.EXEC_REMOTE_CODE);
        }
        if (call.in().given()) {
            text(call.in().text());
        }
    }
}
