package dev.countersign.policy.shell;

import dev.countersign.policy.action.Fact;
import dev.countersign.policy.action.Gathering;
import dev.countersign.policy.action.Opacity;
import dev.countersign.policy.action.Reach;
import dev.countersign.policy.action.Wild;
import java.util.ArrayList;
import java.util.List;

/**
 * Goes through parsed text in the order in which a shell would, every branch of it, and reports
 * what would run.
 */
final class Walker {
    private final Gathering gathering;
    private final Budget budget;
    private int depth;

    Walker(Gathering gathering, Budget budget) {
        this.gathering = gathering;
        this.budget = budget;
    }

    Budget budget() {
        return budget;
    }

    Gathering gathering() {
        return gathering;
    }

    void opaque(Opacity reason, String detail, Reach reach) {
        gathering.add(new Fact.Opaque(reason, detail, reach));
    }

    /**
     * Text that a shell runs. Returns what it would write to its standard output, as far as that is
     * known.
     */
    String text(String text, Environment environment, Reach reach, Flow in) {
        Script script;
        try {
            Budget.depth(depth);
            script = Parser.parse(text, budget, depth);
        } catch (Trouble trouble) {
            opaque(trouble.reason(), "", reach);
            return Flow.UNKNOWN;
        }
        return script(script, environment, reach, in);
    }

    private String script(Script script, Environment environment, Reach reach, Flow in) {
        depth++;
        String output = Flow.UNKNOWN;
        try {
            output =
                    reach.through().isEmpty()
                            ? all(script.commands(), environment, reach, in)
                            : environment.doubtfully(
                                    () -> all(script.commands(), environment, reach, in));
        } catch (Trouble trouble) {
            opaque(trouble.reason(), "", reach);
        } finally {
            depth--;
        }
        script.trouble().ifPresent(reason -> opaque(reason, "", reach));
        return output;
    }

    /** The output of a substitution, without the line ends at its end. */
    String substitute(Piece.Substitution substitution, Environment environment, Reach reach) {
        Reach inside = reach.via(Reach.How.SUBSTITUTION, substitution.kind().sign());
        boolean fed = substitution.kind() == Piece.Substitution.Kind.WRITE_TO;
        Flow in = fed ? Flow.of(Flow.UNKNOWN) : Flow.NONE;
        String output = script(substitution.script(), environment.inner(), inside, in);
        if (substitution.kind() != Piece.Substitution.Kind.OUTPUT) {
            return ProcessFile.of(output);
        }
        return withoutLineEnds(output);
    }

    /** What is not known at the end may be nothing, and then the line ends before it go too. */
    private static String withoutLineEnds(String output) {
        String text = stripped(output);
        int end = text.length();
        while (end > 0 && (text.charAt(end - 1) == '\n' || Wild.isUnknown(text.charAt(end - 1)))) {
            end--;
        }
        return text.indexOf('\n', end) < 0 ? text : text.substring(0, end) + Flow.UNKNOWN;
    }

    private static String stripped(String output) {
        int end = output.length();
        while (end > 0 && output.charAt(end - 1) == '\n') {
            end--;
        }
        return output.substring(0, end);
    }

    /** A text that is evaluated again although it came from a value: substitutions in it run. */
    void evaluate(String text, Environment environment, Reach reach) {
        new Reevaluation(this, environment, reach).of(text);
    }

    Word expandable(String text) {
        return Lexer.expandable(text, budget, depth);
    }

    private String all(List<Command> commands, Environment environment, Reach reach, Flow in) {
        var output = new StringBuilder();
        for (Command command : commands) {
            String one = command(command, environment, reach, in);
            budget.steps(one.length());
            output.append(one);
        }
        return output.toString();
    }

    /** Walks one command and returns its output. */
    String command(Command command, Environment environment, Reach reach, Flow in) {
        budget.command();
        Budget.depth(++depth);
        try {
            return switch (command) {
                case Command.Simple simple ->
                        new SimpleRun(this, environment, reach.at(position(reach, simple)), in)
                                .run(simple);
                case Command.Pipeline pipeline -> pipeline(pipeline, environment, reach, in);
                case Command.AndOr andOr -> andOr(andOr, environment, reach, in);
                case Command.Group group -> group(group, environment, reach, in);
                case Command.Branches branches -> branches(branches, environment, reach, in);
                case Command.Loop loop -> loop(loop, environment, reach, in);
                case Command.Case one -> caseOf(one, environment, reach, in);
                case Command.Function function -> function(function, environment, reach);
                case Command.Test test -> test(test, environment, reach);
                case Command.Arithmetic arithmetic ->
                        arithmetic(arithmetic, environment, reach, in);
            };
        } finally {
            depth--;
        }
    }

    /** One level further in: wrappers in wrappers end somewhere. */
    String deeper(java.util.function.Supplier<String> run) {
        Budget.depth(++depth);
        try {
            return run.get();
        } finally {
            depth--;
        }
    }

    /** Text inside text keeps the place of the outer one. */
    private static int position(Reach reach, Command command) {
        return reach.through().isEmpty() ? command.at() : reach.at();
    }

    private String pipeline(
            Command.Pipeline pipeline, Environment environment, Reach reach, Flow in) {
        Flow flow = in;
        String output = "";
        for (Command command : pipeline.commands()) {
            // Each part runs in a subshell of its own.
            output =
                    command(
                            command,
                            Onward.environment(pipeline, command, environment),
                            reach,
                            flow);
            flow =
                    new Flow(
                            true,
                            output,
                            flow.remote() || Remote.isFetcher(command),
                            Onward.file(command, environment));
        }
        return output;
    }

    private String andOr(Command.AndOr andOr, Environment environment, Reach reach, Flow in) {
        String output = command(andOr.commands().getFirst(), environment, reach, in);
        var rest = new StringBuilder(output);
        var chain = new Possibly(environment);
        for (Command command : andOr.commands().subList(1, andOr.commands().size())) {
            if (andOr.alternatives()) {
                new Possibly(environment)
                        .run(() -> rest.append(command(command, environment, reach, in)));
            } else {
                rest.append(environment.doubtfully(() -> command(command, environment, reach, in)));
            }
        }
        chain.forget();
        return rest.toString();
    }

    private String group(Command.Group group, Environment environment, Reach reach, Flow in) {
        Environment own = group.subshell() ? environment.inner() : environment;
        var redirections = new RedirectionRun(this, own, reach, in);
        redirections.open(group.redirects());
        String output = all(group.body(), own, reach, redirections.input());
        return redirections.close(output);
    }

    private String branches(
            Command.Branches branches, Environment environment, Reach reach, Flow in) {
        var redirections = new RedirectionRun(this, environment, reach, in);
        redirections.open(branches.redirects());
        var output = new StringBuilder();
        List<Flow> rounds = ReadLoop.parts(branches, redirections.input());
        for (int i = 0; i < rounds.size(); i++) {
            Flow round = rounds.get(i);
            boolean last = i == rounds.size() - 1;
            Environment own = last ? environment : environment.inner();
            output.append(
                    branches.repeated()
                            ? new Repetition(own).run(() -> blocks(branches, own, reach, round))
                            : blocks(branches, own, reach, round));
        }
        return redirections.close(output.isEmpty() ? "" : Flow.UNKNOWN);
    }

    /** The first block, the condition, always runs. */
    private String blocks(
            Command.Branches branches, Environment environment, Reach reach, Flow in) {
        var output = new StringBuilder();
        output.append(all(branches.blocks().getFirst(), environment, reach, in));
        for (List<Command> block : branches.blocks().subList(1, branches.blocks().size())) {
            new Possibly(environment).run(() -> output.append(all(block, environment, reach, in)));
        }
        return output.toString();
    }

    private String loop(Command.Loop loop, Environment environment, Reach reach, Flow in) {
        var redirections = new RedirectionRun(this, environment, reach, in);
        redirections.open(loop.redirects());
        List<String> values =
                loop.words()
                        .map(words -> new Expander(this, environment, reach).fields(words))
                        .orElse(environment.positional());
        for (String value : values.isEmpty() ? List.of(Flow.UNKNOWN) : values) {
            new Variables(this, environment, reach).assign(loop.name(), List.of(value));
            // What one round leaves behind is there in all the others, however many there are.
            new Repetition(environment)
                    .run(
                            () -> {
                                environment.assign(loop.name(), List.of(value));
                                return environment.doubtfully(
                                        () ->
                                                all(
                                                        loop.body(),
                                                        environment,
                                                        reach,
                                                        redirections.input()));
                            });
        }
        return redirections.close(Flow.UNKNOWN);
    }

    private String caseOf(Command.Case one, Environment environment, Reach reach, Flow in) {
        var expander = new Expander(this, environment, reach);
        expander.single(one.subject());
        var redirections = new RedirectionRun(this, environment, reach, in);
        redirections.open(one.redirects());
        for (Command.Clause clause : one.clauses()) {
            clause.patterns().forEach(expander::single);
            new Disclosure(this, environment, reach).matched(one.subject(), clause.patterns());
            new Possibly(environment)
                    .run(() -> all(clause.body(), environment, reach, redirections.input()));
        }
        return redirections.close(Flow.UNKNOWN);
    }

    /** The body counts when it is defined, not only when it is called. */
    private String function(Command.Function function, Environment environment, Reach reach) {
        if (dev.countersign.policy.program.Programs.isKnown(function.name())) {
            environment.shadow();
            opaque(Opacity.NAME_SHADOWED, function.name(), reach);
        }
        environment.define(function.name(), function.body());
        Environment inside = environment.ofDefinition();
        inside.doubtfully(
                () ->
                        command(
                                function.body(),
                                inside,
                                reach.via(Reach.How.WRAPPED, function.name() + "()"),
                                Flow.NONE));
        return "";
    }

    private String test(Command.Test test, Environment environment, Reach reach) {
        var expander = new Expander(this, environment, reach);
        List<String> words = test.words().stream().map(expander::single).toList();
        Reevaluation.evaluated(words).forEach(word -> evaluate(word, environment, reach));
        new Disclosure(this, environment, reach).tested(test.words());
        var redirections = new RedirectionRun(this, environment, reach, Flow.NONE);
        redirections.open(test.redirects());
        return redirections.close("");
    }

    private String arithmetic(
            Command.Arithmetic arithmetic, Environment environment, Reach reach, Flow in) {
        String expression = new Expander(this, environment, reach).single(arithmetic.expression());
        evaluate(expression, environment, reach);
        new Counting(environment).in(expression);
        var redirections = new RedirectionRun(this, environment, reach, in);
        redirections.open(arithmetic.redirects());
        String output =
                new Repetition(environment)
                        .run(
                                () ->
                                        all(
                                                arithmetic.body(),
                                                environment,
                                                reach,
                                                redirections.input()));
        return redirections.close(output.isEmpty() ? "" : Flow.UNKNOWN);
    }

    /** Runs what is examined on trial: its facts are returned, not reported. */
    List<Fact> onTrial(java.util.function.Consumer<Walker> run) {
        Gathering trial = gathering.onTrial();
        var walker = new Walker(trial, budget);
        walker.depth = depth;
        try {
            run.accept(walker);
        } catch (Trouble trouble) {
            if (trouble.reason() == Opacity.LIMIT) {
                throw trouble;
            }
        }
        return new ArrayList<>(trial.facts());
    }

    static boolean isUnknown(String text) {
        return Wild.hasUnknown(text);
    }
}
