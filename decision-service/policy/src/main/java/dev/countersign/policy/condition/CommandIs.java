package dev.countersign.policy.condition;

import dev.countersign.policy.action.Fact;
import dev.countersign.policy.condition.Narrowing.Aspect;
import dev.countersign.policy.condition.Narrowing.Name;
import dev.countersign.policy.match.CommandPattern;
import dev.countersign.policy.match.NamePattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

public record CommandIs(List<CommandPattern> commands) implements Condition {
    @Override
    public boolean holds(Fact fact, Scene scene, boolean generous) {
        return Condition.anyRelated(
                fact, scene, Fact.Invocation.class, invocation -> runs(invocation, generous));
    }

    private boolean runs(Fact.Invocation invocation, boolean generous) {
        for (CommandPattern pattern : commands) {
            if (generous ? pattern.couldMatch(invocation) : pattern.surelyMatches(invocation)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public Narrowing narrowing() {
        return new Narrowing.Either(commands.stream().map(CommandIs::needed).toList());
    }

    /** Each word that must be there by itself; a program with a folder may also be that file. */
    private static Narrowing needed(CommandPattern command) {
        NamePattern program = command.program();
        if (program.source().contains("/")) {
            return new Narrowing.Names(
                    Set.of(
                            Name.of(Aspect.PROGRAM, "", "", program),
                            Name.whole(Aspect.WRITTEN, command.file())));
        }
        var needed = new ArrayList<Narrowing>();
        if (program.isPlain()) {
            words(command).map(Set::of).map(Narrowing.Names::new).forEach(needed::add);
        }
        needed.add(new Narrowing.Names(Set.of(Name.of(Aspect.PROGRAM, "", "", program))));
        return new Narrowing.Every(needed);
    }

    private static Stream<Name> words(CommandPattern command) {
        String program = command.program().source();
        List<NamePattern> operands = command.operands();
        return Stream.concat(
                IntStream.range(0, operands.size())
                        .mapToObj(i -> Name.of(Aspect.OPERAND, program, i + " ", operands.get(i))),
                command.options().entrySet().stream()
                        .flatMap(
                                option ->
                                        option.getValue().stream()
                                                .map(
                                                        value ->
                                                                Name.of(
                                                                        Aspect.OPTION,
                                                                        program,
                                                                        option.getKey() + "=",
                                                                        value))));
    }

    @Override
    public Set<Kind> kinds() {
        return Set.of(Kind.INVOCATION);
    }
}
