package dev.countersign.policy.shell;

import dev.countersign.policy.action.Access;
import dev.countersign.policy.action.Change;
import dev.countersign.policy.action.Fact;
import dev.countersign.policy.action.Place;
import dev.countersign.policy.action.Reach;
import dev.countersign.policy.action.Wild;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The redirections of one command: files they touch, what stands on its input, where its output
 * goes.
 */
final class RedirectionRun {
    private static final Set<String> NO_FILES =
            Set.of(
                    "/dev/null",
                    "/dev/stdout",
                    "/dev/stderr",
                    "/dev/stdin",
                    "/dev/tty",
                    "/dev/zero",
                    "/dev/full");

    private final Walker walker;
    private final Environment environment;
    private final Reach reach;
    private Flow input;
    private final List<Output> outputs = new ArrayList<>();

    /** A file that the standard output goes to. */
    private record Output(Place place, boolean append) {}

    RedirectionRun(Walker walker, Environment environment, Reach reach, Flow input) {
        this.walker = walker;
        this.environment = environment;
        Reach own = reach.origin() == 0 ? reach.of(walker.gathering().newOrigin()) : reach;
        this.reach = own.inside(walker.gathering().newPart());
        this.input = input;
    }

    Flow input() {
        return input;
    }

    void open(List<Redirect> redirects) {
        for (Redirect redirect : redirects) {
            open(redirect);
        }
    }

    private void open(Redirect redirect) {
        var expander = new Expander(walker, environment, reach);
        if (redirect.document().isPresent()) {
            input = Flow.of(expander.single(redirect.document().get().body()));
            return;
        }
        if (redirect.operator().equals("<<<")) {
            input = Flow.of(expander.single(redirect.target()) + "\n");
            return;
        }
        String target = expander.target(redirect.target());
        switch (redirect.operator()) {
            case "<" -> read(target);
            case ">", ">|", "&>" -> write(target, Access.WRITE, redirect);
            case ">>", "&>>" -> write(target, Access.APPEND, redirect);
            case "<>" -> {
                read(target);
                write(target, Access.WRITE, redirect);
            }
            case ">&", "<&" -> duplicate(target, redirect);
            default -> throw new IllegalStateException(redirect.operator());
        }
    }

    private void duplicate(String target, Redirect redirect) {
        boolean descriptor = target.matches("[0-9]+-?|-");
        if (!descriptor && redirect.operator().equals(">&")) {
            write(target, Access.WRITE, redirect);
        }
    }

    private void read(String target) {
        if (ProcessFile.is(target)) {
            input = Flow.of(ProcessFile.output(target));
            return;
        }
        if (NO_FILES.contains(target)) {
            input = Flow.of("");
            return;
        }
        if (socket(target)) {
            input = Flow.ofAnotherMachine();
            return;
        }
        Place place = Place.of(target, environment.cwd());
        walker.gathering().add(new Fact.FileAccess(place, Access.READ, Optional.empty(), reach));
        input = Flow.ofFile(place, environment.textOf(place.resolved()).orElse(Flow.UNKNOWN));
    }

    private void write(String target, Access access, Redirect redirect) {
        if (ProcessFile.is(target) || NO_FILES.contains(target) || socket(target)) {
            return;
        }
        Place place = Place.of(target, environment.cwd());
        boolean standard = redirect.descriptor().isEmpty() || redirect.descriptor().equals("1");
        walker.gathering().add(new Fact.FileAccess(place, access, Optional.empty(), reach));
        Devices.tag(place, reach).ifPresent(walker.gathering()::add);
        if (standard) {
            outputs.add(new Output(place, access == Access.APPEND));
        } else if (Wild.isLiteral(place.resolved())) {
            environment.wrote(place.resolved(), Flow.UNKNOWN, true);
        }
    }

    private boolean socket(String target) {
        for (String scheme : List.of("tcp", "udp")) {
            String start = "/dev/" + scheme + "/";
            if (target.startsWith(start)) {
                String[] parts = target.substring(start.length()).split("/", 2);
                OptionalInt port =
                        parts.length == 2 && parts[1].matches("[0-9]{1,5}")
                                ? OptionalInt.of(Integer.parseInt(parts[1]))
                                : OptionalInt.empty();
                String host =
                        parts[0].isEmpty()
                                ? Flow.UNKNOWN
                                : dev.countersign.policy.match.Hosts.normalise(parts[0]);
                walker.gathering()
                        .add(new Fact.Egress(scheme, host, port, Optional.empty(), reach));
                return true;
            }
        }
        return false;
    }

    /** What is left of the output for a pipe; a file that took it is remembered with its text. */
    String close(String output) {
        for (Output file : outputs) {
            if (Wild.isLiteral(file.place().resolved())) {
                environment.wrote(file.place().resolved(), output, file.append());
            } else {
                walker.gathering().memory().wrote(file.place().resolved(), Flow.UNKNOWN);
            }
            if (output.isEmpty() && !file.append()) {
                walker.gathering().add(Emptying.tag(file.place(), reach));
            }
            if (!Wild.hasUnknown(output) && !output.isEmpty()) {
                var change = new Change(output.lines().toList(), 0);
                walker.gathering()
                        .add(
                                new Fact.FileAccess(
                                        file.place(),
                                        file.append() ? Access.APPEND : Access.WRITE,
                                        Optional.of(change),
                                        reach));
            }
        }
        return outputs.isEmpty() ? output : "";
    }
}
