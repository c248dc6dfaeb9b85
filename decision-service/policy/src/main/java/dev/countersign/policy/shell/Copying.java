package dev.countersign.policy.shell;

import dev.countersign.policy.action.Access;
import dev.countersign.policy.action.Fact;
import dev.countersign.policy.action.Place;
import dev.countersign.policy.program.Programs;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Copies, moves and links: follows a program, or a text written in this call, to its new name. */
final class Copying {
    private static final Set<String> SOURCES_OF_NOTHING =
            Set.of("/dev/null", "/dev/zero", "/dev/urandom", "/dev/random");

    private final Call call;

    Copying(Call call) {
        this.call = call;
    }

    String run() {
        List<String> operands = call.operands();
        Environment environment = call.environment();
        if (operands.size() == 2) {
            String from = Place.resolve(operands.getFirst(), environment.cwd());
            String to = Place.resolve(operands.getLast(), environment.cwd());
            environment.copied(from, to);
            String base = from.substring(from.lastIndexOf('/') + 1);
            boolean program = from.contains("/bin/") || from.contains("/sbin/");
            if (program && Programs.isKnown(base)) {
                environment.renamed(base, to);
                environment.renamed(base, to + "/" + base);
            }
        }
        return "";
    }

    String dd() {
        for (String word : call.arguments()) {
            if (word.startsWith("if=")) {
                file(word.substring(3), Access.READ);
            } else if (word.startsWith("of=")) {
                file(word.substring(3), Access.WRITE);
            }
        }
        return Flow.UNKNOWN;
    }

    private void file(String path, Access access) {
        if (SOURCES_OF_NOTHING.contains(path)) {
            return;
        }
        Place place = Place.of(path, call.environment().cwd());
        var gathering = call.walker().gathering();
        gathering.add(new Fact.FileAccess(place, access, Optional.empty(), call.invoker().reach()));
        if (access.changes()) {
            Devices.tag(place, call.invoker().reach()).ifPresent(gathering::add);
        }
    }
}
