package dev.countersign.policy.shell;

import dev.countersign.policy.action.Access;
import dev.countersign.policy.action.Fact;
import dev.countersign.policy.action.Opacity;
import dev.countersign.policy.action.Place;
import dev.countersign.policy.action.Reach;
import dev.countersign.policy.action.Tag;
import dev.countersign.policy.action.Wild;
import dev.countersign.policy.powershell.PowerShellCommand;
import dev.countersign.policy.powershell.PowerShellParser;
import dev.countersign.policy.powershell.PowerShellPipeline;
import dev.countersign.policy.powershell.PowerShellWord;
import dev.countersign.policy.program.Programs;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What PowerShell text would run. Whatever is not understood is opaque. */
final class PowerShellRun {
    private static final Set<String> DEFINING = Set.of("function", "filter", "workflow");

    private final Invoker invoker;
    private final Set<String> functions = new HashSet<>();

    PowerShellRun(Invoker invoker) {
        this.invoker = invoker;
    }

    void examine(String text) {
        if (Wild.hasUnknown(text)) {
            opaque(Opacity.SHELL_TEXT, "PowerShell");
        }
        invoker.walker().budget().steps(4L * text.length());
        invoker.walker()
                .deeper(
                        () -> {
                            pipelines(PowerShellParser.parse(text));
                            return "";
                        });
    }

    private void opaque(Opacity reason, String detail) {
        invoker.walker().opaque(reason, detail, invoker.reach());
    }

    private void pipelines(List<PowerShellPipeline> pipelines) {
        for (PowerShellPipeline pipeline : pipelines) {
            if (!pipeline.understood()) {
                opaque(Opacity.SHELL, "PowerShell");
            }
            List<String> files = List.of();
            boolean first = true;
            for (PowerShellCommand command : pipeline.commands()) {
                files = command(command, files, first);
                first = false;
            }
        }
    }

    /** Returns the files that the command hands on. */
    private List<String> command(PowerShellCommand command, List<String> files, boolean first) {
        invoker.walker().budget().command();
        command.output().forEach(file -> file(Cmdlet.path(file), Access.WRITE));
        command.words().forEach(word -> pipelines(word.block()));
        List<PowerShellWord> words = command.words();
        if (words.isEmpty() || !words.getFirst().block().isEmpty()) {
            return files;
        }
        String name = words.getFirst().text();
        if (DEFINING.contains(name)) {
            define(words.get(1).text());
            return List.of();
        }
        if (functions.contains(name.toLowerCase(Locale.ROOT))) {
            // Its body counted where it was defined.
            return List.of();
        }
        if (name.startsWith("env:")) {
            assign(name.substring(4), words.get(1).text());
            return files;
        }
        Optional<String> cmdlet = Cmdlet.named(name);
        boolean program = Programs.isKnown(name.toLowerCase(Locale.ROOT));
        if (cmdlet.isEmpty() || program && !Cmdlet.isAliasEverywhere(name)) {
            program(words);
        }
        if (cmdlet.isEmpty()) {
            return List.of();
        }
        return cmdlet(new Cmdlet(cmdlet.get(), words.subList(1, words.size()), files, first));
    }

    private void define(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (Cmdlet.named(name).isPresent() || Programs.isKnown(lower)) {
            opaque(Opacity.NAME_SHADOWED, name);
        } else {
            functions.add(lower);
        }
    }

    private void assign(String name, String value) {
        new Variables(invoker.walker(), invoker.environment(), invoker.reach())
                .assign(name, List.of(value));
    }

    private void program(List<PowerShellWord> words) {
        var plain = new ArrayList<String>();
        words.stream().map(PowerShellWord::text).map(Cmdlet::path).forEach(plain::add);
        boolean script = plain.getFirst().toLowerCase(Locale.ROOT).endsWith(".ps1");
        if (script) {
            scriptFile(plain.getFirst());
        } else {
            invoker.invoke(plain);
        }
    }

    private void scriptFile(String path) {
        new Scripts(invoker)
                .textOf(Place.of(path, invoker.environment().cwd()))
                .ifPresent(this::examine);
    }

    private List<String> cmdlet(Cmdlet cmdlet) {
        switch (cmdlet.name()) {
            case "Invoke-Expression" -> evaluated(cmdlet);
            case "Start-Process" -> started(cmdlet);
            case "Set-Alias", "New-Alias" ->
                    opaque(Opacity.NAME_SHADOWED, String.join(" ", cmdlet.values()));
            case "Import-Module" -> imported(cmdlet);
            default -> {}
        }
        if (!cmdlet.onlyAsks()) {
            invoker.invoke(cmdlet.words());
        }
        if (cmdlet.listsVariables()) {
            invoker.walker()
                    .gathering()
                    .add(new Fact.EffectTag(Tag.ENV_LIST, Optional.empty(), "", invoker.reach()));
        }
        return cmdlet.handsOn();
    }

    private void evaluated(Cmdlet cmdlet) {
        Invoker inside = invoker.reached(Reach.How.WRAPPED, "Invoke-Expression");
        if (cmdlet.values().isEmpty()) {
            inside.walker().opaque(Opacity.SHELL_TEXT, "Invoke-Expression", inside.reach());
        }
        new PowerShellRun(inside).examine(String.join(" ", cmdlet.values()));
    }

    private void started(Cmdlet cmdlet) {
        var words = new ArrayList<String>();
        for (String value : cmdlet.values()) {
            words.addAll(List.of(value.strip().split("\\s+")));
        }
        if (!words.isEmpty()) {
            invoker.reached(Reach.How.WRAPPED, "Start-Process").invoke(words);
        }
    }

    private void imported(Cmdlet cmdlet) {
        cmdlet.values().stream()
                .filter(value -> value.indexOf('/') >= 0 || value.indexOf('.') >= 0)
                .forEach(this::scriptFile);
    }

    private void file(String path, Access access) {
        Place place = Place.of(path, invoker.environment().cwd());
        invoker.walker()
                .gathering()
                .add(new Fact.FileAccess(place, access, Optional.empty(), invoker.reach()));
    }
}
