package dev.countersign.policy.shell;

import dev.countersign.policy.action.Place;
import dev.countersign.policy.action.Reach;
import dev.countersign.policy.action.Tag;
import dev.countersign.policy.program.Programs;
import dev.countersign.policy.program.Role;
import java.util.ArrayList;
import java.util.List;

/** Programs that run code of their own language: from a file, from their input, or a module. */
final class Interpreter {
    private final Call call;

    Interpreter(Call call) {
        this.call = call;
    }

    String run() {
        boolean hasCode =
                call.reading().parts().stream().anyMatch(part -> part.role() == Role.CODE);
        List<String> operands = call.operands();
        if (call.usage().has("m")) {
            module(call.usage().values("m"));
        } else if (hasCode) {
            return Flow.UNKNOWN;
        } else if (!operands.isEmpty() && !operands.getFirst().equals("-")) {
            file(Place.of(operands.getFirst(), call.environment().cwd()));
        } else if (call.in().given()) {
            if (call.in().remote()) {
                call.tag(Tag.EXEC_REMOTE_CODE);
            }
            code(call.in().text());
        }
        return Flow.UNKNOWN;
    }

    private void code(String text) {
        new InlineCode(call.invoker(), call.program()).examine(text);
    }

    private void file(Place place) {
        if (ProcessFile.is(place.written())) {
            code(ProcessFile.output(place.written()));
        } else {
            new Scripts(call.invoker()).textOf(place).ifPresent(this::code);
        }
    }

    /** {@code python -m pip install x} is {@code pip install x}. */
    private void module(List<String> names) {
        String name = names.isEmpty() ? "" : names.getLast();
        int after = call.arguments().indexOf(name) + 1;
        if (Programs.isKnown(name)) {
            var words = new ArrayList<>(List.of(name));
            words.addAll(call.arguments().subList(Math.max(after, 0), call.arguments().size()));
            call.invoker().reached(Reach.How.WRAPPED, call.program() + " -m").invoke(words);
        }
    }
}
