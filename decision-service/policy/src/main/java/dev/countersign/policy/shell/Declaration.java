package dev.countersign.policy.shell;

import dev.countersign.policy.action.Tag;
import java.util.List;

/** {@code export}, {@code declare} and their like. */
final class Declaration {
    private final Call call;

    Declaration(Call call) {
        this.call = call;
    }

    static boolean isAssignment(String word) {
        int equals = word.indexOf('=');
        return equals > 0 && Lexer.isName(word.substring(0, equals));
    }

    String run() {
        call.arguments().forEach(this::word);
        if (lists(call.arguments())) {
            call.tag(Tag.ENV_LIST);
        }
        return "";
    }

    private void word(String word) {
        int equals = word.indexOf('=');
        if (isAssignment(word)) {
            String name = word.substring(0, equals);
            List<String> value = List.of(word.substring(equals + 1));
            call.environment().assign(name, value);
            new ExecutingVariables(call.walker(), call.environment(), call.invoker().reach())
                    .assigned(name, value);
        } else if (word.indexOf('[') > 0) {
            call.evaluate(word);
        }
    }

    private static boolean lists(List<String> arguments) {
        return arguments.stream().allMatch(word -> word.startsWith("-"))
                && (arguments.isEmpty()
                        || arguments.getFirst().contains("p")
                        || arguments.getFirst().contains("x"));
    }
}
