package dev.countersign.policy.shell;

import dev.countersign.policy.action.Reach;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** One simple command: its assignments, its redirections, its program. */
final class SimpleRun {
    /** Options under which a star stands for hidden names as well. */
    private static final Set<String> DOTS_COUNT = Set.of("dotglob", "globdots", "GLOB_DOTS");

    private final Walker walker;
    private final Environment environment;
    private final Reach reach;
    private final Flow in;

    SimpleRun(Walker walker, Environment environment, Reach reach, Flow in) {
        this.walker = walker;
        this.environment = environment;
        this.reach = reach.of(walker.gathering().newOrigin());
        this.in = in.given() ? in : environment.input();
    }

    String run(Command.Simple simple) {
        var redirections = new RedirectionRun(walker, environment, reach, in);
        redirections.open(simple.redirects());
        var expander = new Expander(walker, environment, reach);
        List<String> words = expander.fields(simple.words());
        if (words.stream().anyMatch(DOTS_COUNT::contains)) {
            environment.matchDots();
        }
        // Assignments before a program hold for that program alone.
        boolean stays = words.isEmpty() || ShellWords.declares(words.getFirst());
        Environment target = stays ? environment : environment.inner();
        simple.assignments().forEach(assignment -> assign(assignment, expander, target));
        if (!stays) {
            simple.assignments().forEach(assignment -> target.export(assignment.name()));
        }
        if (words.isEmpty()) {
            return redirections.close(readsOnly(simple) ? redirections.input().text() : "");
        }
        new Disclosure(walker, environment, reach).of(simple);
        boolean changesShell =
                ShellWords.changesShell(words.getFirst())
                        || environment.function(words.getFirst()).isPresent();
        Environment inside = changesShell ? environment : target;
        String output = new Invoker(walker, inside, reach, redirections.input()).invoke(words);
        if (words.equals(List.of("exec"))) {
            // The redirections stay, and what is written later goes through them.
            environment.input(redirections.input());
            return redirections.close(Flow.UNKNOWN);
        }
        return redirections.close(output);
    }

    /** {@code $(<file)} is the content of the file. */
    private static boolean readsOnly(Command.Simple simple) {
        return simple.assignments().isEmpty()
                && simple.redirects().size() == 1
                && simple.redirects().getFirst().operator().equals("<");
    }

    private void assign(Command.Assignment assignment, Expander expander, Environment target) {
        assignment
                .subscript()
                .ifPresent(word -> walker.evaluate(expander.single(word), environment, reach));
        List<String> added =
                assignment.array()
                        ? ArrayValue.ofWords(expander.fields(assignment.value()))
                        : List.of(
                                assignment.value().isEmpty()
                                        ? ""
                                        : expander.single(assignment.value().getFirst()));
        List<String> value = added;
        if (assignment.append() || assignment.subscript().isPresent()) {
            List<String> old = target.value(assignment.name()).orElse(List.of());
            value =
                    assignment
                            .subscript()
                            .map(word -> ArrayValue.of(old).with(expander.single(word), added))
                            .orElseGet(() -> joined(old, added, assignment));
        }
        new Variables(walker, target, reach).assign(assignment.name(), value);
        if (assignment.value().stream()
                .anyMatch(word -> new Disclosure(walker, environment, reach).holds(word))) {
            target.holdsCredential(assignment.name());
        }
    }

    private static List<String> joined(
            List<String> old, List<String> more, Command.Assignment assignment) {
        if (!assignment.array()) {
            return List.of((old.isEmpty() ? "" : old.getFirst()) + more.getFirst());
        }
        var all = new ArrayList<>(old);
        all.addAll(more);
        return all;
    }
}
