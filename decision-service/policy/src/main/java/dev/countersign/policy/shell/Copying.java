package dev.countersign.policy.shell;

import dev.countersign.policy.action.Access;
import dev.countersign.policy.action.Fact;
import dev.countersign.policy.action.Place;
import dev.countersign.policy.program.Programs;
import java.util.List;
import java.util.Optional;

/** Copies, moves and links: follows a program, or a text written in this call, to its new name. */
final class Copying {
    private final Call call;

    Copying(Call call) {
        this.call = call;
    }

    String run() {
        List<String> operands = call.operands();
        Environment environment = call.environment();
        new Emptying(call).replaced(operands);
        new Arrival(call).report();
        if (operands.size() == 2) {
            String from = Place.resolve(operands.getFirst(), environment.cwd());
            String to = Place.resolve(operands.getLast(), environment.cwd());
            content(operands.getFirst()).ifPresent(text -> environment.wrote(to, text, false));
            if (call.program().equals("ln")) {
                environment.linked(to);
            }
            String base = from.substring(from.lastIndexOf('/') + 1);
            boolean program = from.contains("/bin/") || from.contains("/sbin/");
            if (program && Programs.isKnown(base)) {
                environment.renamed(base, to);
                environment.renamed(base, to + "/" + base);
            }
        }
        return "";
    }

    /** What is known of a file that is not the project's own from before this call. */
    private Optional<String> content(String file) {
        if (ProcessFile.is(file)) {
            return Optional.of(ProcessFile.output(file));
        }
        if (file.startsWith("/dev/stdin") || file.startsWith("/dev/fd/")) {
            return Optional.of(call.in().given() ? call.in().text() : Flow.UNKNOWN);
        }
        return call.environment().textOf(Place.resolve(file, call.environment().cwd()));
    }

    String dd() {
        String text = call.in().given() ? call.in().text() : Flow.UNKNOWN;
        boolean nothing =
                call.arguments().stream()
                        .anyMatch(word -> word.startsWith("if=") && isNothing(word));
        for (String word : call.arguments()) {
            if (nothing && word.startsWith("of=")) {
                new Emptying(call).emptied(word.substring(3));
            }
            if (word.startsWith("if=")) {
                file(word.substring(3), Access.READ);
                text = content(word.substring(3)).orElse(Flow.UNKNOWN);
            } else if (word.startsWith("of=")) {
                file(word.substring(3), Access.WRITE);
            }
        }
        for (String word : call.arguments()) {
            if (word.startsWith("of=")) {
                String cwd = call.environment().cwd();
                call.environment().wrote(Place.resolve(word.substring(3), cwd), text, false);
            }
        }
        return text;
    }

    private static boolean isNothing(String word) {
        return Emptying.isNothing(word.substring(3));
    }

    private void file(String path, Access access) {
        if (Emptying.isNothing(path)) {
            return;
        }
        Place place = Place.of(path, call.environment().cwd());
        var gathering = call.walker().gathering();
        gathering.add(new Fact.FileAccess(place, access, Optional.empty(), call.invoker().reach()));
        if (access.changes()) {
            Devices.tag(place, call.invoker().reach()).ifPresent(gathering::add);
        }
    }
}
