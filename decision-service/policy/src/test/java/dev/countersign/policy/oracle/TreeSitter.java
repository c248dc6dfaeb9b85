package dev.countersign.policy.oracle;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The grammar tree-sitter-bash, run by Node.js. */
final class TreeSitter implements Reader {
    private final Path folder;

    private TreeSitter(Path folder) {
        this.folder = folder;
    }

    static Optional<String> missing() {
        return Finished.of(List.of("sh", "-c", "command -v node && command -v npm")).status() == 0
                ? Optional.empty()
                : Optional.of("node and npm are not installed");
    }

    /** Installs the grammar into a folder, as the lock file there says. */
    static TreeSitter in(Path folder) throws IOException {
        Files.createDirectories(folder);
        for (String name : List.of("package.json", "package-lock.json", "read.mjs")) {
            try (InputStream in = TreeSitter.class.getResourceAsStream("tree-sitter/" + name)) {
                Files.copy(in, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        var installed =
                Finished.of(
                        List.of(
                                "npm",
                                "ci",
                                "--ignore-scripts",
                                "--omit=peer",
                                "--silent",
                                "--prefix",
                                folder.toString()));
        if (installed.status() != 0) {
            throw new IllegalStateException(installed.text());
        }
        return new TreeSitter(folder);
    }

    @Override
    @SuppressWarnings("unchecked")
    public List<Optional<List<List<String>>>> read(List<String> texts) {
        var finished =
                Finished.of(
                        List.of("node", folder.resolve("read.mjs").toString()), Json.list(texts));
        if (finished.status() != 0) {
            throw new IllegalStateException(finished.text());
        }
        var settings = LoadSettings.builder().setCodePointLimit(1 << 26).build();
        var answers = (List<List<List<String>>>) new Load(settings).loadFromString(finished.text());
        return answers.stream().map(Optional::ofNullable).toList();
    }
}
