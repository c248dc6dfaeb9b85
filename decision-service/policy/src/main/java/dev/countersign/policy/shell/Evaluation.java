package dev.countersign.policy.shell;

import dev.countersign.policy.action.Opacity;
import dev.countersign.policy.action.Tag;
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
                new Variables(call.walker(), call.environment(), call.invoker().reach())
                        .assign(name, value());
            }
        }
        return "";
    }

    /** One variable takes a line, an array takes all of them; what goes into several is open. */
    private List<String> value() {
        String text = call.in().text();
        if (!call.in().given() || call.operands().size() != 1) {
            return List.of(Flow.UNKNOWN);
        }
        return call.program().equals("read") ? List.of(text.strip()) : text.lines().toList();
    }

    String again() {
        if (!call.usage().has("l")) {
            call.opaque(Opacity.SHELL_TEXT, call.program());
        }
        return Flow.UNKNOWN;
    }

    String everyWord() {
        call.arguments().forEach(call::evaluate);
        if (call.program().equals("unset")) {
            unset();
        }
        return "";
    }

    private void unset() {
        if (call.arguments().stream().anyMatch(GuardVariables::contains)) {
            call.tag(Tag.GUARD_EDIT);
        }
        call.operands().forEach(call.environment()::unset);
    }
}
