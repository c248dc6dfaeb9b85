package dev.countersign.policy.shell;

import dev.countersign.policy.action.Fact;
import dev.countersign.policy.action.Place;
import dev.countersign.policy.action.Wild;
import dev.countersign.policy.history.EditedText;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** {@code patch} and {@code git apply}: the files that a patch on standard input names. */
final class PatchInput {
    private static final List<String> TURNING =
            List.of("R", "reverse", "directory", "d", "o", "output");

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
        if (!file.access().changes()) {
            return;
        }
        if (isTurned() || file.hunks().isEmpty()) {
            unknown(file);
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

    /** Applied backwards, elsewhere, or to names that are cut: what it writes is not told. */
    private boolean isTurned() {
        boolean cut =
                Stream.of("p", "strip")
                        .flatMap(option -> call.usage().values(option).stream())
                        .anyMatch(value -> !value.equals("1"));
        return cut || TURNING.stream().anyMatch(call.usage()::has);
    }

    private void unknown(Patch.FileChange file) {
        String cwd = call.environment().cwd();
        String name = file.path().substring(file.path().lastIndexOf('/') + 1);
        String where = isTurned() ? Wild.ANYTHING + name : file.path();
        call.walker().gathering().memory().wrote(Place.resolve(where, cwd), Flow.UNKNOWN);
        if (isTurned() && !cwd.isEmpty()) {
            call.walker().gathering().memory().wrote(cwd + "/" + where, Flow.UNKNOWN);
        }
    }
}
