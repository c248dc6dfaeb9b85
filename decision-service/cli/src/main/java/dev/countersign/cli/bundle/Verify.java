package dev.countersign.cli.bundle;

import dev.countersign.cli.folder.CheckedFiles;
import dev.countersign.cli.folder.PolicyFiles;
import dev.countersign.cli.terminal.ExitStatus;
import dev.countersign.cli.terminal.Json;
import dev.countersign.cli.terminal.Surroundings;
import dev.countersign.cli.terminal.TextInput;
import dev.countersign.policy.bundle.Bundle;
import dev.countersign.policy.bundle.BundleRefused;
import dev.countersign.policy.bundle.TrustedKeys;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Checks a bundle as decision-service does. */
@Command(
        name = "verify",
        header = "Checks a bundle: signature, files, and that its policies load.",
        description = {"", "Shows what it is and what it holds. No service is asked."},
        footer = {
            "",
            "Exit status: 0 good, 1 not signed by a trusted key, altered, or with errors; 2 wrong usage",
            "or a file that cannot be read."
        })
public final class Verify implements Callable<Integer> {
    private final Surroundings here;

    @Parameters(paramLabel = "BUNDLE", description = "A bundle; - is standard input.")
    @SuppressWarnings("NullAway.Init")
    private String file;

    @Option(
            names = "--trust",
            paramLabel = "FILE",
            required = true,
            description =
                    "Public keys in PEM form of which one must have signed; may be given several times.")
    private List<String> keys = List.of();

    @Option(names = "--json", description = "What it is, or every flaw, as JSON.")
    private boolean json;

    public Verify(Surroundings here) {
        this.here = here;
    }

    @Override
    public Integer call() {
        TrustedKeys trusted = KeyFile.trusted(keys, here);
        TextInput text = TextInput.read(file, here);
        try {
            byte[] bytes = text.whole().getBytes(StandardCharsets.UTF_8);
            Bundle bundle = Bundle.read(bytes, trusted);
            List<String> errors = errors(bundle);
            return errors.isEmpty() ? accept(text, bundle) : refuse(text, errors);
        } catch (BundleRefused refused) {
            return refuse(text, refused.flaws());
        }
    }

    private static List<String> errors(Bundle bundle) {
        return CheckedFiles.of(PolicyFiles.of(bundle)).lines();
    }

    private int accept(TextInput text, Bundle bundle) {
        var page = new BundlePage(bundle);
        if (json) {
            here.out().println(Json.text(page.report(text.name())));
        } else {
            page.print(here.screen(), here.out());
        }
        return ExitStatus.FINE;
    }

    private int refuse(TextInput text, List<String> flaws) {
        if (json) {
            here.out().println(Json.text(new BundlePage.Refusal(text.name(), flaws)));
        } else {
            flaws.forEach(flaw -> here.out().println(text.name() + ": " + flaw));
        }
        return ExitStatus.FINDINGS;
    }
}
