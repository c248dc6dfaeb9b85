package dev.countersign.policy.shell;

import dev.countersign.policy.action.Argument;
import dev.countersign.policy.action.Fact;
import dev.countersign.policy.action.Opacity;
import dev.countersign.policy.action.Place;
import dev.countersign.policy.action.Reach;
import dev.countersign.policy.action.Setting;
import dev.countersign.policy.action.ShownWords;
import dev.countersign.policy.action.Wild;
import dev.countersign.policy.masking.Masker;
import dev.countersign.policy.program.Programs;
import dev.countersign.policy.program.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** One program with its arguments: which program it really is, and what follows from it. */
final class Invoker {
    private static final Set<String> USUAL_FOLDERS =
            Set.of(
                    "/bin",
                    "/usr/bin",
                    "/usr/local/bin",
                    "/sbin",
                    "/usr/sbin",
                    "/usr/libexec",
                    "/opt/homebrew/bin");

    private final Walker walker;
    private final Environment environment;
    private final Reach reach;
    private final Flow in;

    Invoker(Walker walker, Environment environment, Reach reach, Flow in) {
        this.walker = walker;
        this.environment = environment;
        this.reach = reach;
        this.in = in;
    }

    Walker walker() {
        return walker;
    }

    Environment environment() {
        return environment;
    }

    Reach reach() {
        return reach;
    }

    Flow in() {
        return in;
    }

    Invoker reached(Reach.How how, String through) {
        return new Invoker(walker, environment, reach.via(how, through), in);
    }

    Invoker reading(Flow input) {
        return new Invoker(walker, environment, reach, input);
    }

    Invoker on(Walker other) {
        return new Invoker(other, environment, reach, in);
    }

    Invoker within(Environment other) {
        return new Invoker(walker, other, reach, in);
    }

    private Invoker apart() {
        return new Invoker(walker, environment, reach.inside(walker.gathering().newPart()), in);
    }

    /** Examines the words and returns what the program would write, as far as that is known. */
    String invoke(List<String> words) {
        if (words.isEmpty()) {
            return "";
        }
        walker.budget().invocation(words.size());
        return walker.deeper(() -> known(words.getFirst(), words.subList(1, words.size())));
    }

    private String known(String word, List<String> arguments) {
        return Wild.isLiteral(word) ? literal(word, arguments) : unclear(word, arguments);
    }

    private String literal(String word, List<String> arguments) {
        Optional<Command> function = environment.function(word);
        if (function.isPresent()) {
            if (!environment.enterCall()) {
                throw new Trouble(Opacity.LIMIT);
            }
            Environment inside = environment.ofCall(arguments);
            String output =
                    walker.command(
                            function.get(), inside, reach.via(Reach.How.WRAPPED, word + "()"), in);
            environment.adopt(inside);
            return Programs.isKnown(word) ? named(word, word, arguments) : output;
        }
        return named(programOf(word), word, arguments);
    }

    private String programOf(String word) {
        if (word.indexOf('/') >= 0) {
            Place place = Place.of(word, environment.cwd());
            Optional<String> copied = environment.programAt(place.resolved());
            if (copied.isPresent()) {
                return copied.get();
            }
        }
        String base = word.substring(word.lastIndexOf('/') + 1);
        // Some file systems do not tell letter cases apart.
        String lower = base.toLowerCase(Locale.ROOT);
        String name = !Programs.isKnown(base) && Programs.isKnown(lower) ? lower : base;
        String plain = name.endsWith(".exe") ? name.substring(0, name.length() - 4) : name;
        return versionless(plain);
    }

    /** {@code python3.12} is {@code python3}. */
    private static String versionless(String name) {
        if (Programs.isKnown(name)) {
            return name;
        }
        int end = name.length();
        while (end > 0
                && (Character.isDigit(name.charAt(end - 1))
                        || ".-".indexOf(name.charAt(end - 1)) >= 0)) {
            end--;
            if (Programs.isKnown(name.substring(0, end))) {
                return name.substring(0, end);
            }
        }
        return name;
    }

    private String unclear(String word, List<String> arguments) {
        if (environment.isArgumentOfDefinition(word)) {
            return Flow.UNKNOWN;
        }
        walker.opaque(Opacity.PROGRAM, word, reach);
        String empty = Wild.withoutUnknown(word);
        if (empty.isEmpty()) {
            // The unknown word may be nothing at all, and then the next one is the program.
            if (!arguments.isEmpty()
                    && Wild.isLiteral(arguments.getFirst())
                    && Programs.isKnown(programOf(arguments.getFirst()))) {
                reached(Reach.How.POSSIBLE, "…").invoke(arguments);
            }
            return Flow.UNKNOWN;
        }
        Invoker possible = reached(Reach.How.POSSIBLE, Wild.show(word));
        String base = word.substring(word.lastIndexOf('/') + 1);
        if (Wild.isLiteral(empty) && Programs.isKnown(programOf(empty))) {
            possible.named(programOf(empty), word, arguments);
        } else {
            List<String> names = PartlyKnownName.candidates(base, arguments);
            names.forEach(name -> possible.named(name, word, arguments));
            if (names.isEmpty()) {
                possible.report(
                        base, word, arguments(base, arguments), Programs.read(base, arguments));
            }
        }
        return Flow.UNKNOWN;
    }

    private String named(String program, String written, List<String> arguments) {
        Reading reading = Programs.read(program, arguments);
        boolean quiet = SpecialPrograms.asksForHelp(reading, arguments);
        Invoker own = apart();
        List<Argument> shown = arguments(program, arguments);
        own.report(program, written, shown, reading);
        if (quiet) {
            return Flow.UNKNOWN;
        }
        // What it does with what it is fed is not said by its words, and so is no part of it.
        return (in.given() && !in.text().isEmpty() ? apart() : own)
                .follow(program, written, arguments, shown, reading);
    }

    private String follow(
            String program,
            String written,
            List<String> arguments,
            List<Argument> shown,
            Reading reading) {
        if (!reading.known()) {
            new UnknownProgram(this).examine(written, arguments);
            return Flow.UNKNOWN;
        }
        if (written.indexOf('/') >= 0 && !isTrusted(written) && Wild.isLiteral(written)) {
            // A file that merely has the name of a known program.
            new Scripts(this).run(Place.of(written, environment.cwd()), arguments);
        }
        new Consequence(this, program, reading, shown).report();
        return new SpecialPrograms(new Call(this, program, arguments, reading)).run();
    }

    /** What people are shown of the arguments depends on their program, which is known here. */
    private static List<Argument> arguments(String program, List<String> texts) {
        var words = new ArrayList<String>(texts.size() + 1);
        words.add(program);
        words.addAll(texts);
        var shown = new ShownWords(words, Masker::words);
        var arguments = new ArrayList<Argument>(texts.size());
        for (int i = 0; i < texts.size(); i++) {
            arguments.add(new Argument(texts.get(i), shown, i + 1));
        }
        return arguments;
    }

    private void report(String program, String written, List<Argument> arguments, Reading reading) {
        walker.gathering()
                .add(
                        new Fact.Invocation(
                                program,
                                written,
                                isTrusted(written),
                                arguments,
                                reading.usage(),
                                new Setting(environment.cwd(), environment.assigned()),
                                reach));
    }

    private boolean isTrusted(String written) {
        if (environment.isShadowed() || !Wild.isLiteral(written)) {
            return false;
        }
        return isInUsualPlace(written);
    }

    /** Whether it is a plain name, or lies where the machine's programs lie. */
    static boolean isInUsualPlace(String written) {
        int slash = written.lastIndexOf('/');
        return slash < 0 || USUAL_FOLDERS.contains(written.substring(0, slash));
    }

    /** The words of text that is run by something else, parsed as shell. */
    String shellText(String text, String through, Environment inside, Flow flow) {
        Reach deeper = reach.via(Reach.How.WRAPPED, through);
        if (Wild.hasUnknown(text)) {
            walker.opaque(Opacity.SHELL_TEXT, "", deeper);
        }
        return walker.text(text, inside, deeper, flow);
    }
}
