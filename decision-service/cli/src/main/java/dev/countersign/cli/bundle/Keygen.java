package dev.countersign.cli.bundle;

import dev.countersign.cli.terminal.ExitStatus;
import dev.countersign.cli.terminal.Json;
import dev.countersign.cli.terminal.Surroundings;
import dev.countersign.cli.terminal.Visible;
import dev.countersign.policy.bundle.SigningKey;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Makes a key that signs bundles. */
@Command(
        name = "keygen",
        header = "Makes a key that signs bundles.",
        description = {
            "",
            "The public half goes to standard output: decision-service has to trust it before it takes",
            "what the key signs. The key is an ordinary Ed25519 key, as openssl genpkey makes it."
        },
        footer = {"", "Exit status: 0 made, 2 wrong usage or a file that cannot be written."})
public final class Keygen implements Callable<Integer> {
    private final Surroundings here;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            required = true,
            description = "A new file for the private half; nobody else may read it.")
    @SuppressWarnings("NullAway.Init")
    private String out;

    @Option(names = "--json", description = "JSON instead of PEM.")
    private boolean json;

    public Keygen(Surroundings here) {
        this.here = here;
    }

    /** The new key, as JSON. */
    record Made(String id, String publicKey, String file) {}

    @Override
    public Integer call() {
        SigningKey key = SigningKey.generate();
        KeyFile.write(key, out, here);
        String id = key.verifyingKey().id();
        if (json) {
            here.out().println(Json.text(new Made(id, key.verifyingKey().pem(), out)));
        } else {
            here.out().print("Key " + id + "\n" + key.verifyingKey().pem());
            here.err().println("The private half is in " + Visible.line(out) + "; keep it secret.");
        }
        return ExitStatus.FINE;
    }
}
