package dev.countersign.policy.shell;

import dev.countersign.policy.action.Fact;
import dev.countersign.policy.action.Place;
import java.util.Optional;
import java.util.stream.Stream;

/** {@code patch} and {@code git apply}: the files that a patch on standard input names. */
final class PatchInput {
    private final Call call;

    PatchInput(Call call) {
        this.call = call;
    }

    String run() {
        if (call.in().given()) {
            changes(call.in().text());
        }
        Stream.concat(call.operands().stream(), call.usage().values("input").stream())
                .map(file -> Place.resolve(file, call.environment().cwd()))
                .forEach(path -> call.environment().textOf(path).ifPresent(this::changes));
        return Flow.UNKNOWN;
    }

    private void changes(String patch) {
        Patch.files(patch).forEach(this::change);
    }

    private void change(Patch.FileChange file) {
        call.walker()
                .gathering()
                .add(
                        new Fact.FileAccess(
                                Place.of(file.path(), call.environment().cwd()),
                                file.access(),
                                Optional.of(file.change()),
                                call.invoker().reach()));
    }
}
