package dev.countersign.cli.bundle;

import dev.countersign.cli.folder.CheckedFiles;
import dev.countersign.cli.folder.PolicyFiles;
import dev.countersign.cli.terminal.ExitStatus;
import dev.countersign.cli.terminal.Json;
import dev.countersign.cli.terminal.Surroundings;
import dev.countersign.cli.terminal.Unusable;
import dev.countersign.cli.terminal.Visible;
import dev.countersign.policy.bundle.Bundle;
import dev.countersign.policy.bundle.BundleRefused;
import dev.countersign.policy.bundle.Manifest;
import dev.countersign.policy.bundle.SigningKey;
import dev.countersign.policy.language.Policy;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a bundle of policy files. */
@Command(
        name = "sign",
        header = "Makes a signed bundle of policy files.",
        description = {
            "",
            "Of a folder it takes .agent-policy.organisation.yml, .agent-policy.team.yml,",
            ".agent-policy.yml, every .agent-policy.override.yml beneath it and the tests",
            ".agent-policy*_test.yml, but nothing of .git and node_modules. Policies with errors, or",
            "that fail their own tests, are not signed."
        },
        footer = {
            "",
            "Exit status: 0 signed, 1 errors in the files, 2 wrong usage or a file that cannot be",
            "read or written.",
            "",
            "Example:",
            "  agent-policy sign --key key.pem --revision 42 --out payments.bundle.json"
        })
public final class Sign implements Callable<Integer> {
    private final Surroundings here;

    @Parameters(
            paramLabel = "FOLDER|FILE",
            description =
                    "One folder, or files of the working directory. Default: the working directory.")
    private List<String> sources = List.of();

    @Option(
            names = "--key",
            paramLabel = "FILE",
            required = true,
            description = "A private Ed25519 key in PEM form; may be given several times.")
    private List<String> keys = List.of();

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "What the policy is called. Default: its metadata's name.")
    private @Nullable String name;

    @Option(
            names = "--revision",
            paramLabel = "N",
            description =
                    "Greater than that of what was signed before. Default: its metadata's revision.")
    private @Nullable Long revision;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Where the bundle goes. Default: policy.bundle.json.")
    private String out = "policy" + Bundle.SUFFIX;

    @Option(names = "--json", description = "What was signed, or every flaw, as JSON.")
    private boolean json;

    public Sign(Surroundings here) {
        this.here = here;
    }

    @Override
    public Integer call() {
        List<SigningKey> signing = keys.stream().map(key -> KeyFile.signing(key, here)).toList();
        PolicyFiles files = PolicyFiles.given(sources, here);
        CheckedFiles checked = CheckedFiles.of(files);
        return checked.set().isPresent()
                ? sign(files, checked.heads(), signing)
                : refuse(checked.lines());
    }

    private int sign(PolicyFiles files, List<Policy> heads, List<SigningKey> signing) {
        BundleHeading heading =
                BundleHeading.of(heads, Optional.ofNullable(name), Optional.ofNullable(revision));
        Map<String, String> texts = files.whole();
        try {
            Manifest manifest =
                    Manifest.of(
                            heading.name(),
                            heading.revision(),
                            here.clock().instant(),
                            heading.agents(),
                            texts);
            return write(Bundle.sign(manifest, texts, signing));
        } catch (BundleRefused refused) {
            return refuse(refused.flaws());
        }
    }

    private int write(Bundle bundle) {
        try {
            Files.write(here.folder().resolve(out), bundle.json());
        } catch (IOException failed) {
            throw new Unusable(
                    "%s cannot be written: %s"
                            .formatted(
                                    Visible.line(out),
                                    Visible.line(String.valueOf(failed.getMessage()))));
        }
        var page = new BundlePage(bundle);
        if (json) {
            here.out().println(Json.text(page.report(out)));
        } else {
            page.print(here.screen(), here.out());
            here.out().println("written to " + Visible.line(out));
        }
        return ExitStatus.FINE;
    }

    private int refuse(List<String> flaws) {
        if (json) {
            here.out().println(Json.text(new BundlePage.Refusal(out, flaws)));
        } else {
            flaws.forEach(here.out()::println);
            here.out().println("Nothing was signed.");
        }
        return ExitStatus.FINDINGS;
    }
}
