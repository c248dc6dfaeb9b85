package dev.countersign.policy.shell;

import dev.countersign.policy.action.Fact;
import dev.countersign.policy.action.Opacity;
import dev.countersign.policy.action.Place;
import dev.countersign.policy.action.Tag;
import dev.countersign.policy.action.Wild;
import dev.countersign.policy.program.Reading;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What git does that a table cannot say: refspecs, aliases, configuration, commands for every
 * commit.
 */
final class Git {
    private static final Set<String> ONE_WORD =
            Set.of(
                    "rev-parse",
                    "branch",
                    "symbolic-ref",
                    "merge-base",
                    "describe",
                    "config",
                    "remote",
                    "rev-list",
                    "ls-files",
                    "diff",
                    "log",
                    "status",
                    "show",
                    "for-each-ref",
                    "tag");

    private final Invoker invoker;
    private final Reading reading;

    Git(Invoker invoker, Reading reading) {
        this.invoker = invoker;
        this.reading = reading;
    }

    String run() {
        String command = String.join(" ", reading.subcommands());
        List<String> operands = reading.operands();
        switch (command) {
            case "push", "send-pack" -> push(operands);
            case "clone" -> cloned(operands);
            case "config", "config set", "config unset" -> configuration(operands);
            case "bisect run", "submodule foreach" -> shell(operands, command);
            default -> {}
        }
        if (command.isEmpty() && !operands.isEmpty()) {
            // Neither a known sub-command nor a known alias.
            invoker.walker().opaque(Opacity.PROGRAM, "git " + operands.getFirst(), invoker.reach());
        }
        boolean ignored =
                command.equals("check-ignore")
                        || reading.usage().has("ignored")
                        || reading.usage().has("others");
        if (ignored) {
            return NameList.HIDDEN;
        }
        return ONE_WORD.contains(command) ? String.valueOf(Wild.TAME) : Flow.UNKNOWN;
    }

    private void cloned(List<String> operands) {
        if (!operands.isEmpty()) {
            String name = operands.getFirst().replaceFirst("/*(\\.git)?/*$", "");
            String folder =
                    operands.size() > 1
                            ? operands.get(1)
                            : name.substring(name.replace(':', '/').lastIndexOf('/') + 1);
            Environment environment = invoker.environment();
            environment.fetched(Place.resolve(folder, environment.cwd()));
        }
    }

    private void push(List<String> operands) {
        boolean dry = reading.usage().has("dry-run");
        for (String refspec : operands.subList(Math.min(1, operands.size()), operands.size())) {
            if (!dry && (refspec.startsWith("+") || refspec.startsWith(":"))) {
                PushTargets.of(reading).forEach(branch -> tag(Tag.VCS_PUSH_FORCE, branch));
            }
        }
    }

    private void configuration(List<String> operands) {
        boolean reads =
                List.of("get", "get-all", "get-regexp", "list").stream()
                        .anyMatch(reading.usage()::has);
        boolean removes =
                reading.usage().has("unset")
                        || reading.usage().has("unset-all")
                        || reading.subcommands().contains("unset");
        if (reading.usage().has("edit")) {
            tag(Tag.GUARD_EDIT, "configuration");
        } else if (!reads && (operands.size() >= 2 || removes && !operands.isEmpty())) {
            String value = removes ? "" : operands.get(1);
            new GitConfiguration(invoker).keep(operands.getFirst() + "=" + value);
        }
    }

    private void shell(List<String> operands, String command) {
        invoker.shellText(
                operands.size() == 1
                        ? operands.getFirst()
                        : operands.stream()
                                .map(ShellWords::quoted)
                                .collect(Collectors.joining(" ")),
                "git " + command,
                invoker.environment().inner(),
                Flow.NONE);
    }

    private void tag(Tag tag, String subject) {
        invoker.walker()
                .gathering()
                .add(new Fact.EffectTag(tag, Optional.empty(), subject, invoker.reach()));
    }
}
