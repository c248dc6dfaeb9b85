package dev.countersign.policy.shell;

import dev.countersign.policy.action.Access;
import dev.countersign.policy.action.Fact;
import dev.countersign.policy.action.Place;
import java.util.Optional;
import java.util.regex.Pattern;

/** Files that become part of what a compiler reads because its text names them. */
final class Includes {
    private static final Pattern INCLUDE =
            Pattern.compile(
                    "(?m)^\\s*(?:#\\s*(?:include(?:_next)?|embed|import)\\s*|\\.(?:include|incbin)\\s+|%include\\s+)[\"<]([^\">\\n]+)[\">]");

    private final Call call;

    Includes(Call call) {
        this.call = call;
    }

    String run() {
        if (call.in().given()) {
            within(call.in().text());
        }
        for (String file : call.operands()) {
            Optional<String> text =
                    call.environment().textOf(Place.resolve(file, call.environment().cwd()));
            text.ifPresent(this::within);
            if (file.startsWith("@")) {
                // What options such a file holds instead of options is shown as a mistake.
                read(file.substring(1));
            }
        }
        return Flow.UNKNOWN;
    }

    private void within(String text) {
        INCLUDE.matcher(text).results().forEach(found -> read(found.group(1)));
    }

    private void read(String path) {
        Place place = Place.of(path, call.environment().cwd());
        call.walker()
                .gathering()
                .add(
                        new Fact.FileAccess(
                                place, Access.READ, Optional.empty(), call.invoker().reach()));
    }
}
