package dev.countersign.policy.oracle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The files that each line finds: secrets with a marker, and trees that should outlive it. */
final class Skeleton {
    static final String MARKER = "c0ntr0l-m4rk3r";

    private static final List<String> SECRETS =
            List.of(
                    "home/dave/app/.env",
                    "home/dave/app/.env.local",
                    "home/dave/app/.env.production",
                    "home/dave/app/secrets/db.key",
                    "home/dave/app/secrets/prod.yml",
                    "home/dave/.ssh/id_rsa",
                    "home/dave/.ssh/id_ed25519",
                    "home/dave/.aws/credentials",
                    "home/dave/.netrc",
                    "home/dave/.pgpass",
                    "home/dave/.git-credentials",
                    "home/dave/.config/gh/hosts.yml",
                    "home/dave/.kube/config",
                    "home/dave/.docker/config.json");
    private static final List<String> ORDINARY =
            List.of(
                    "home/dave/app/README.md",
                    "home/dave/app/package.json",
                    "home/dave/app/.env.example",
                    "home/dave/app/src/index.ts",
                    "home/dave/app/src/lib/users.ts",
                    "home/dave/app/dist/app.js",
                    "home/dave/app/list.txt",
                    "home/dave/projects/other/README.md");

    /** Folders that only a line may touch that is known to delete. */
    static final List<String> SENTINELS =
            List.of("./dave/app/src/", "./dave/projects/", "./ledger/", "./dave/app/.git/");

    private final Path root;

    Skeleton(Path root) {
        this.root = root;
    }

    void lay() throws IOException {
        for (String secret : SECRETS) {
            write(secret, "password=" + MARKER + "\n");
        }
        for (String file : ORDINARY) {
            write(file, "one\ntwo\nthree\n");
        }
        write("home/dave/app/.git/HEAD", "ref: refs/heads/main\n");
        write("data/ledger/entries", "one\n");
    }

    private void write(String path, String text) throws IOException {
        Path file = root.resolve("skeleton").resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
