package dev.countersign.policy.shell;

import java.util.List;
import java.util.Set;

/** {@code export}, {@code declare} and their like. */
final class Declaration {
    private static final Set<String> SCOPED = Set.of("local", "declare", "typeset");

    private final Call call;

    Declaration(Call call) {
        this.call = call;
    }

    static boolean isAssignment(String word) {
        int equals = word.indexOf('=');
        return equals > 0 && Lexer.isName(word.substring(0, equals));
    }

    String run() {
        String attributes =
                call.arguments().stream()
                        .filter(word -> word.startsWith("-"))
                        .reduce("", String::concat);
        call.arguments().stream()
                .filter(word -> !word.startsWith("-"))
                .forEach(word -> word(word, attributes));
        if (lists(call.arguments())) {
            new Surroundings(call).list();
        } else if (call.arguments().getFirst().matches("-[a-zA-Z]*p[a-zA-Z]*")) {
            new Surroundings(call).named(call.arguments().subList(1, call.arguments().size()));
        }
        return "";
    }

    private void word(String word, String attributes) {
        int equals = word.indexOf('=');
        String name = equals < 0 ? word : word.substring(0, equals);
        if (!Lexer.isName(name)) {
            if (word.indexOf('[') > 0) {
                call.evaluate(word);
            }
            return;
        }
        declare(name, attributes);
        if (equals > 0) {
            value(name, word.substring(equals + 1), attributes);
        }
    }

    private void declare(String name, String attributes) {
        if (call.program().equals("export") || attributes.indexOf('x') >= 0) {
            call.environment().export(name);
            call.walker().gathering().uses(name, call.invoker().reach());
        }
        if (SCOPED.contains(call.program()) && attributes.indexOf('g') < 0) {
            call.environment().local(name);
        }
        if (attributes.indexOf('i') >= 0) {
            call.environment().integer(name);
        }
    }

    private void value(String name, String value, String attributes) {
        if (attributes.indexOf('n') >= 0 && !call.program().equals("export")) {
            call.evaluate(value);
            call.environment().refer(name, value);
        } else {
            new Variables(call.walker(), call.environment(), call.invoker().reach())
                    .assign(name, List.of(value));
        }
    }

    private static boolean lists(List<String> arguments) {
        return arguments.stream().allMatch(word -> word.startsWith("-"))
                && (arguments.isEmpty()
                        || arguments.getFirst().contains("p")
                        || arguments.getFirst().contains("x"));
    }
}
