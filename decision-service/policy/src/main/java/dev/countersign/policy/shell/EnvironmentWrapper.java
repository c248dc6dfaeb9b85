package dev.countersign.policy.shell;

import dev.countersign.policy.action.Place;
import dev.countersign.policy.action.Reach;
import dev.countersign.policy.program.Role;
import java.util.List;

/** {@code env} and {@code sudo}: assignments, then the command. */
final class EnvironmentWrapper {
    private final Call call;

    EnvironmentWrapper(Call call) {
        this.call = call;
    }

    String run() {
        List<String> rest = call.wrapped();
        Environment inside = call.environment().inner();
        call.reading().parts().stream()
                .filter(part -> part.role() == Role.DIRECTORY)
                .forEach(part -> inside.changeTo(Place.resolve(part.text(), inside.cwd())));
        int i = 0;
        while (i < rest.size() && rest.get(i).indexOf('=') > 0) {
            int equals = rest.get(i).indexOf('=');
            inside.export(rest.get(i).substring(0, equals));
            new Variables(call.walker(), inside, call.invoker().reach())
                    .assign(
                            rest.get(i).substring(0, equals),
                            List.of(rest.get(i).substring(equals + 1)));
            i++;
        }
        List<String> command = rest.subList(i, rest.size());
        if (!call.usage().values("split-string").isEmpty()) {
            return split(inside);
        }
        if (command.isEmpty()) {
            new Surroundings(call).list();
            return Flow.UNKNOWN;
        }
        return call.invoker()
                .within(inside)
                .reached(Reach.How.WRAPPED, call.program())
                .invoke(command);
    }

    /** {@code env -S text word}: the words of the text, then the other words. */
    private String split(Environment inside) {
        String value = call.usage().values("split-string").getFirst();
        List<String> words = call.arguments();
        int at = 0;
        while (!words.get(at).endsWith(value)) {
            at++;
        }
        var text = new StringBuilder(value.replace("\\_", " "));
        words.subList(at + 1, words.size())
                .forEach(word -> text.append(' ').append(ShellWords.quoted(word)));
        return call.invoker().shellText(text.toString(), "env -S", inside, call.in());
    }
}
