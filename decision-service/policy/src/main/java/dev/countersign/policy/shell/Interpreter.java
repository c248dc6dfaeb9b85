package dev.countersign.policy.shell;

import dev.countersign.policy.action.Opacity;
import dev.countersign.policy.action.Place;
import dev.countersign.policy.action.Reach;
import dev.countersign.policy.action.Tag;
import dev.countersign.policy.program.Programs;
import dev.countersign.policy.program.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Programs that run code of their own language: from a file, from their input, or a module. */
final class Interpreter {
    private static final Set<String> INPUTS = Set.of("-", "/dev/stdin", "/dev/fd/0");
    private static final Set<String> RUNNING_MODULES =
            Set.of("pdb", "trace", "cProfile", "profile", "runpy", "bdb", "zipapp");
    private static final Pattern REMOTE = Pattern.compile("^(https?:|data:|npm:|jsr:|blob:)");
    private static final Pattern SETTING =
            Pattern.compile("auto_|extension|disable_|_path|open_basedir|sendmail|allow_url");

    private final Call call;
    private final Language language;

    Interpreter(Call call) {
        this.call = call;
        this.language = Language.of(call.program());
    }

    String run() {
        boolean hasCode = hasCode();
        List<String> operands = call.operands();
        loaded();
        boolean module = language.is("python") && call.usage().has("m");
        if (module) {
            module(call.usage().values("m"));
        } else if (hasCode) {
            if (values("require", "import").anyMatch(name -> name.startsWith("dotenv"))) {
                call.read(".env");
            }
            // What the code loops over is often named by the words after it.
            operands.forEach(call::read);
        } else if (!operands.isEmpty() && !INPUTS.contains(operands.getFirst())) {
            file(operands.getFirst());
            known(operands);
        } else if (call.in().given()) {
            if (call.in().remote()) {
                call.tag(Tag.EXEC_REMOTE_CODE);
            }
            code(call.in().text());
        }
        return Flow.UNKNOWN;
    }

    private boolean hasCode() {
        return call.reading().parts().stream().anyMatch(part -> part.role() == Role.CODE);
    }

    /** Modules and settings that are loaded before the code runs. */
    private void loaded() {
        boolean opaque =
                switch (language.name()) {
                    case "perl" ->
                            values("M", "m").anyMatch(name -> !isPlain(name))
                                    || values("d").anyMatch(name -> name.startsWith(":"));
                    case "ruby" -> values("r").anyMatch(name -> !isPlain(name));
                    case "lua" -> values("l").findAny().isPresent();
                    case "php" -> values("define").anyMatch(SETTING.asPredicate());
                    case "javascript" ->
                            hasCode()
                                    && values("require", "import", "loader")
                                            .anyMatch(name -> name.startsWith("."));
                    default -> false;
                };
        if (opaque) {
            call.opaque(Opacity.CODE, call.program());
        }
    }

    private Stream<String> values(String... options) {
        return Stream.of(options).flatMap(option -> call.usage().values(option).stream());
    }

    private boolean isPlain(String module) {
        return module.startsWith("./")
                || language.isPlainModule(module.replaceFirst("^-", "").split("=", 2)[0]);
    }

    private void code(String text) {
        new InlineCode(call.invoker(), call.program()).examine(text);
    }

    private void file(String written) {
        Place place = Place.of(written, call.environment().cwd());
        if (REMOTE.matcher(written).find()) {
            call.tag(Tag.EXEC_REMOTE_CODE);
        } else if (ProcessFile.is(written)) {
            code(ProcessFile.output(written));
        } else {
            script(place);
        }
    }

    private void script(Place place) {
        var scripts = new Scripts(call.invoker());
        boolean written = scripts.isWrittenBefore(place);
        var code = new InlineCode(call.invoker(), call.program());
        scripts.textOf(place).ifPresent(written ? code::examineOfProject : code::examine);
    }

    /**
     * {@code python manage.py flush}, {@code php artisan migrate}: a script whose words are known.
     */
    private void known(List<String> operands) {
        String file = operands.getFirst();
        String name = file.substring(file.lastIndexOf('/') + 1);
        if (Programs.isKnown(name)) {
            var words = new ArrayList<>(List.of(name));
            words.addAll(operands.subList(1, operands.size()));
            call.invoker().reached(Reach.How.WRAPPED, call.program()).invoke(words);
        }
    }

    /** {@code python -m pip install x} is {@code pip install x}. */
    private void module(List<String> names) {
        String name = names.isEmpty() ? "" : names.getLast();
        int after = call.arguments().indexOf(name) + 1;
        List<String> rest = call.arguments().subList(after, call.arguments().size());
        if (name.equals("timeit")) {
            rest.stream().filter(word -> !word.startsWith("-")).forEach(this::code);
        } else if (RUNNING_MODULES.contains(name)) {
            rest.stream().filter(word -> !word.startsWith("-")).findFirst().ifPresent(this::file);
        } else if (Programs.isKnown(name)) {
            var words = new ArrayList<>(List.of(name));
            words.addAll(rest);
            call.invoker().reached(Reach.How.WRAPPED, call.program() + " -m").invoke(words);
        } else {
            call.operands().forEach(call::read);
        }
    }
}
