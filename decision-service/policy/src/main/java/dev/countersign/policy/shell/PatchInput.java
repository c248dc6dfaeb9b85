package dev.countersign.policy.shell;

import dev.countersign.policy.action.Fact;
import dev.countersign.policy.action.Place;
import dev.countersign.policy.history.EditedText;
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
        content(file);
    }

    /** How many folders of the names count is not asked; what is added counts in any case. */
    private void content(Patch.FileChange file) {
        if (!file.access().changes() || file.hunks().isEmpty()) {
            return;
        }
        Environment environment = call.environment();
        var text =
                new EditedText(environment.textOf(Place.resolve(file.from(), environment.cwd())));
        file.hunks().forEach(hunk -> text.replaceOnce(hunk.before(), hunk.after()));
        call.walker()
                .gathering()
                .memory()
                .wrote(Place.resolve(file.path(), environment.cwd()), text.text());
    }
}
