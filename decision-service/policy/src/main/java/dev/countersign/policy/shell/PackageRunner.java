package dev.countersign.policy.shell;

import dev.countersign.policy.action.Fact;
import dev.countersign.policy.action.Reach;
import dev.countersign.policy.action.Tag;
import dev.countersign.policy.program.Programs;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@code npx}, {@code uvx} and their like: a package named on the command line is fetched and run.
 * The well-known ones are programs like any other; code from an address is nobody's package.
 */
final class PackageRunner {
    private final Call call;

    PackageRunner(Call call) {
        this.call = call;
    }

    String run() {
        List<String> words = call.wrapped();
        if (words.isEmpty()) {
            return Flow.UNKNOWN;
        }
        String spec = words.getFirst();
        PackageSource source = PackageSource.of(call.program(), spec);
        if (source.isElsewhere() || spec.startsWith("@") && !Programs.isKnown(nameOf(spec))) {
            source.address()
                    .flatMap(address -> Addresses.remote(address, "ssh", call.invoker().reach()))
                    .ifPresent(call.walker().gathering()::add);
            runsUnknownCode(spec);
            return Flow.UNKNOWN;
        }
        var command = new ArrayList<>(words);
        if (command.size() > 1 && command.get(1).equals("--")) {
            command.remove(1);
        }
        command.set(0, nameOf(spec));
        return call.invoker().reached(Reach.How.WRAPPED, call.program()).invoke(command);
    }

    /** {@code yarn prisma migrate reset}: no sub-command, but a program that the project has. */
    String ofTheProject() {
        List<String> words = call.wrapped();
        return !words.isEmpty() && Programs.isKnown(words.getFirst())
                ? call.invoker().reached(Reach.How.WRAPPED, call.program()).invoke(words)
                : Flow.UNKNOWN;
    }

    /** {@code yarn workspace web add zod} is {@code yarn add zod}. */
    String inWorkspace() {
        var words = new ArrayList<>(List.of(call.program()));
        words.addAll(call.wrapped());
        return call.invoker().reached(Reach.How.WRAPPED, call.program()).invoke(words);
    }

    private void runsUnknownCode(String spec) {
        call.walker()
                .gathering()
                .add(
                        new Fact.EffectTag(
                                Tag.EXEC_REMOTE_CODE,
                                Optional.empty(),
                                spec,
                                call.invoker().reach()));
    }

    /** {@code tool@1.2}, {@code tool==1.2} and {@code nixpkgs#tool} are {@code tool}. */
    private static String nameOf(String written) {
        String spec = written.substring(written.indexOf('#') + 1);
        int version = spec.indexOf('@', 1);
        int exact = spec.indexOf("==");
        int end = version > 0 ? version : exact > 0 ? exact : spec.length();
        return spec.substring(0, end);
    }
}
