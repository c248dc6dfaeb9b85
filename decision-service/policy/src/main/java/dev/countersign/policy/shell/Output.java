package dev.countersign.policy.shell;

import dev.countersign.policy.action.Place;
import dev.countersign.policy.action.Wild;
import dev.countersign.policy.program.Programs;
import java.util.List;

/** Programs whose output follows from their words and their input. */
final class Output {
    private final Call call;

    Output(Call call) {
        this.call = call;
    }

    String echo() {
        List<String> arguments = call.arguments();
        int first = 0;
        boolean escapes = false;
        boolean ended = true;
        while (first < arguments.size() && arguments.get(first).matches("-[neE]+")) {
            escapes |= arguments.get(first).contains("e");
            ended &= !arguments.get(first).contains("n");
            first++;
        }
        String text = String.join(" ", arguments.subList(first, arguments.size()));
        String end = ended ? "\n" : "";
        return (escapes ? AnsiText.decode(text, call.walker().budget()) : text) + end;
    }

    String printf() {
        List<String> arguments = call.arguments();
        int first = !arguments.isEmpty() && arguments.getFirst().equals("--") ? 1 : 0;
        List<String> words = arguments.subList(first, arguments.size());
        if (words.isEmpty() || !words.getFirst().equals("-v")) {
            return Printf.format(words, call.walker().budget());
        }
        if (words.size() > 1) {
            String name = words.get(1);
            call.evaluate(name);
            String text = Printf.format(words.subList(2, words.size()), call.walker().budget());
            if (Lexer.isName(name)) {
                new Variables(call.walker(), call.environment(), call.invoker().reach())
                        .assign(name, List.of(text));
            }
        }
        return "";
    }

    /** Where a known program lies; of others only that it is one word. */
    String which() {
        boolean named =
                call.operands().size() == 1
                        && Wild.isLiteral(call.operands().getFirst())
                        && Programs.isKnown(call.operands().getFirst());
        return named ? "/usr/bin/" + call.operands().getFirst() + "\n" : String.valueOf(Wild.TAME);
    }

    String cat() {
        if (call.operands().isEmpty()) {
            return call.in().given() ? call.in().text() : Flow.UNKNOWN;
        }
        var output = new StringBuilder();
        for (String file : call.operands()) {
            output.append(content(file));
        }
        return output.toString();
    }

    private String content(String file) {
        if (file.equals("-")) {
            return call.in().text();
        }
        if (ProcessFile.is(file)) {
            return ProcessFile.output(file);
        }
        if (file.equals("/dev/null")) {
            return "";
        }
        Environment environment = call.environment();
        // Such a file holds the number of a process.
        String usual = file.endsWith(".pid") ? String.valueOf(Wild.TAME) : Flow.UNKNOWN;
        return environment.textOf(Place.resolve(file, environment.cwd())).orElse(usual);
    }

    String tee() {
        String text = call.in().given() ? call.in().text() : Flow.UNKNOWN;
        Environment environment = call.environment();
        for (String file : call.operands()) {
            if (text.isEmpty() && !call.usage().has("append")) {
                new Emptying(call).emptied(file);
            }
            environment.wrote(
                    Place.resolve(file, environment.cwd()), text, call.usage().has("append"));
        }
        return text;
    }
}
