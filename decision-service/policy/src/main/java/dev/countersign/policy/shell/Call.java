package dev.countersign.policy.shell;

import dev.countersign.policy.action.Access;
import dev.countersign.policy.action.Fact;
import dev.countersign.policy.action.Opacity;
import dev.countersign.policy.action.Place;
import dev.countersign.policy.action.Tag;
import dev.countersign.policy.action.Usage;
import dev.countersign.policy.program.Reading;
import java.util.List;
import java.util.Optional;

/** One invocation of a known program, as the classes see it that treat programs of a kind. */
record Call(Invoker invoker, String program, List<String> arguments, Reading reading) {
    Environment environment() {
        return invoker.environment();
    }

    Walker walker() {
        return invoker.walker();
    }

    Flow in() {
        return invoker.in();
    }

    Usage usage() {
        return reading.usage();
    }

    List<String> operands() {
        return reading.operands();
    }

    /** The words of the command that the program runs in turn. */
    List<String> wrapped() {
        return arguments.subList(Math.min(reading.wrapped(), arguments.size()), arguments.size());
    }

    void tag(Tag tag) {
        walker().gathering().add(new Fact.EffectTag(tag, Optional.empty(), "", invoker.reach()));
    }

    void opaque(Opacity reason, String detail) {
        walker().opaque(reason, detail, invoker.reach());
    }

    /** Text that a shell of its own runs, with nothing on its input. */
    void shellText(String text, String through) {
        invoker.shellText(text, through, environment().inner(), Flow.NONE);
    }

    /** A text that comes from a value and is evaluated again. */
    void evaluate(String text) {
        walker().evaluate(text, environment(), invoker.reach());
    }

    /** A file is read that the words name. */
    void read(String path) {
        walker().gathering()
                .add(
                        new Fact.FileAccess(
                                Place.of(path, environment().cwd()),
                                Access.READ,
                                Optional.empty(),
                                invoker().reach()));
    }
}
