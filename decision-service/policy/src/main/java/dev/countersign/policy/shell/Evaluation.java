package dev.countersign.policy.shell;

import java.util.List;

/** Builtins that evaluate names and numbers in their arguments. */
final class Evaluation {
    private final Call call;

    Evaluation(Call call) {
        this.call = call;
    }

    /** {@code read} and {@code mapfile}: each operand is the name of a variable. */
    String read() {
        for (String name : call.operands()) {
            if (name.indexOf('[') > 0) {
                call.evaluate(name);
            }
            if (Lexer.isName(name)) {
                boolean known = call.in().isKnown() && call.operands().size() == 1;
                new Variables(call.walker(), call.environment(), call.invoker().reach())
                        .assign(name, List.of(known ? call.in().text().strip() : Flow.UNKNOWN));
            }
        }
        return "";
    }

    String everyWord() {
        call.arguments().forEach(call::evaluate);
        return "";
    }
}
