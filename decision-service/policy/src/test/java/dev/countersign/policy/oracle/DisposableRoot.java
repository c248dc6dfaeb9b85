package dev.countersign.policy.oracle;

import dev.countersign.policy.program.Programs;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * A root folder in which lines are really run: no network, nothing writable but memory, no
 * privilege. Every program in it writes down that it was called; some that only reshape text, or
 * delete, then do what they always do.
 */
final class DisposableRoot {
    private static final List<String> REAL =
            List.of(
                    "bash",
                    "dash",
                    "env",
                    "setpriv",
                    "timeout",
                    "cat",
                    "tac",
                    "head",
                    "tail",
                    "rm",
                    "rmdir",
                    "unlink",
                    "cp",
                    "mv",
                    "ln",
                    "install",
                    "xargs",
                    "find",
                    "tr",
                    "rev",
                    "base64",
                    "base32",
                    "od",
                    "xxd",
                    "cut",
                    "paste",
                    "sort",
                    "uniq",
                    "sed",
                    "mawk",
                    "grep",
                    "tee",
                    "printf",
                    "chmod",
                    "nice",
                    "nohup",
                    "setsid",
                    "mkdir",
                    "touch",
                    "ls",
                    "wc",
                    "nl",
                    "fold",
                    "fmt",
                    "join",
                    "comm",
                    "diff",
                    "cmp",
                    "split",
                    "dd",
                    "realpath",
                    "readlink",
                    "dirname",
                    "basename",
                    "seq",
                    "shred",
                    "truncate",
                    "mktemp",
                    "expr",
                    "tar",
                    "gzip",
                    "date",
                    "id",
                    "strings",
                    "hexdump",
                    "column",
                    "rsync",
                    "zip",
                    "flock",
                    "stdbuf",
                    "time");
    private static final Pattern LIBRARY = Pattern.compile("(/\\S+)");
    private static final List<String> NAMES_OF_OTHERS =
            List.of("sh", "awk", "alpha", "beta", "gamma");

    private final Path root;
    private final Path isolate;

    private DisposableRoot(Path root, Path isolate) {
        this.root = root;
        this.isolate = isolate;
    }

    /** Why no line can be run in isolation on this machine; empty when it can. */
    static Optional<String> missing() {
        for (String program : List.of("unshare", "setpriv", "bash", "ldd", "chroot")) {
            if (which(program).isEmpty()) {
                return Optional.of("the program " + program + " is not installed");
            }
        }
        var trial = Finished.of(List.of("unshare", "-Urmnpiuf", "true"));
        return trial.status() == 0
                ? Optional.empty()
                : Optional.of("this machine gives no namespaces: " + trial.text().strip());
    }

    static DisposableRoot in(Path folder) throws IOException {
        Path root = folder.resolve("root").toAbsolutePath();
        for (String name :
                List.of(
                        "oracle/bin",
                        "usr/bin",
                        "usr/lib/oracle",
                        "home",
                        "data",
                        "record",
                        "tmp",
                        "dev",
                        "etc",
                        "proc")) {
            Files.createDirectories(root.resolve(name));
        }
        for (String program : REAL) {
            Optional<Path> found = which(program);
            if (found.isPresent()) {
                copyWithLibraries(found.get(), root);
            }
        }
        copy(root.resolve("oracle/bin/dash"), root.resolve("oracle/bin/sh"));
        copy(root.resolve("oracle/bin/mawk"), root.resolve("oracle/bin/awk"));
        for (String device : List.of("null", "zero")) {
            touch(root.resolve("dev").resolve(device));
        }
        Path stub = unpack("stub", root.resolve("usr/lib/oracle/stub"));
        stub.toFile().setExecutable(true, false);
        link(root);
        new Skeleton(root).lay();
        return new DisposableRoot(root, unpack("isolate", folder.resolve("isolate")));
    }

    private static void link(Path root) throws IOException {
        var names = new TreeSet<>(Programs.names());
        names.addAll(REAL);
        names.addAll(NAMES_OF_OTHERS);
        for (String name : names) {
            if (name.matches("[A-Za-z0-9_+.-]*[A-Za-z0-9+]")) {
                symlink(root.resolve("usr/bin").resolve(name), "../lib/oracle/stub");
            }
        }
        symlink(root.resolve("bin"), "usr/bin");
        symlink(root.resolve("sbin"), "usr/bin");
        symlink(root.resolve("usr/sbin"), "bin");
    }

    private static void symlink(Path link, String target) throws IOException {
        if (!Files.isSymbolicLink(link)) {
            Files.createSymbolicLink(link, Path.of(target));
        }
    }

    private static void touch(Path file) throws IOException {
        if (!Files.exists(file)) {
            Files.createFile(file);
        }
    }

    private static void copyWithLibraries(Path program, Path root) throws IOException {
        copy(program, root.resolve("oracle/bin").resolve(program.getFileName()));
        var libraries = LIBRARY.matcher(Finished.of(List.of("ldd", program.toString())).text());
        while (libraries.find()) {
            Path library = Path.of(libraries.group(1));
            if (Files.isRegularFile(library)) {
                copy(library, root.resolve(library.toString().substring(1)));
            }
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        if (Files.exists(from) && !Files.exists(to)) {
            Files.createDirectories(to.getParent());
            Files.copy(from, to, StandardCopyOption.COPY_ATTRIBUTES);
        }
    }

    private static Path unpack(String resource, Path to) throws IOException {
        try (InputStream in = DisposableRoot.class.getResourceAsStream(resource)) {
            Files.copy(in, to, StandardCopyOption.REPLACE_EXISTING);
        }
        return to;
    }

    private static Optional<Path> which(String program) {
        var folders = new ArrayList<>(List.of(System.getenv("PATH").split(":")));
        folders.add("/usr/sbin");
        return folders.stream()
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Runs one line; the root is as new afterwards. */
    Execution run(String line) {
        var finished =
                Finished.of(
                        List.of(
                                "unshare",
                                "-Urmnpiuf",
                                "--kill-child",
                                "sh",
                                isolate.toString(),
                                root.toString(),
                                line));
        if (finished.status() != 0) {
            throw new IllegalStateException(line + ": " + finished.text());
        }
        return Execution.of(finished.output());
    }
}
