package dev.countersign.cli.bundle;

import dev.countersign.cli.terminal.Screen;
import dev.countersign.cli.terminal.Table;
import dev.countersign.cli.terminal.Visible;
import dev.countersign.policy.bundle.Bundle;
import dev.countersign.policy.bundle.Manifest;
import dev.countersign.policy.bundle.Manifest.ListedFile;
import dev.countersign.policy.bundle.VerifyingKey;
import java.io.PrintWriter;
import java.util.List;

/** A bundle for people and for programs. */
final class BundlePage {
    private final Bundle bundle;

    BundlePage(Bundle bundle) {
        this.bundle = bundle;
    }

    /** What programs are told. */
    record Report(
            String bundle,
            String name,
            long revision,
            String created,
            List<String> agents,
            List<String> signers,
            List<ListedFile> files) {}

    /** What was found instead of a bundle. */
    record Refusal(String bundle, List<String> flaws) {}

    Report report(String file) {
        Manifest manifest = bundle.manifest();
        return new Report(
                file,
                manifest.name(),
                manifest.revision(),
                manifest.created().toString(),
                manifest.agents(),
                bundle.signers().stream().map(VerifyingKey::id).toList(),
                manifest.files());
    }

    void print(Screen screen, PrintWriter out) {
        Manifest manifest = bundle.manifest();
        out.printf(
                "%s, revision %d, of %s, for %s%n",
                Visible.line(manifest.name()),
                manifest.revision(),
                manifest.created(),
                manifest.agents().isEmpty()
                        ? "all agents"
                        : Visible.line(String.join(", ", manifest.agents())));
        bundle.signers().forEach(key -> out.println("signed by " + key));
        var files = new Table(screen, 0);
        manifest.files()
                .forEach(
                        file ->
                                files.add(
                                        Table.Cell.of(Visible.line(file.path())),
                                        Table.Cell.of(file.size() + " bytes")));
        files.print(out);
    }
}
