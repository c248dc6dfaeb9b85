package dev.countersign.policy.shell;

import dev.countersign.policy.action.Access;
import dev.countersign.policy.action.Fact;
import dev.countersign.policy.action.Opacity;
import dev.countersign.policy.action.Place;
import dev.countersign.policy.action.Wild;
import dev.countersign.policy.program.Programs;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Code in another language on a command line or in a here-document. It is harmless when no name in
 * it can reach a process, a file, the network or the environment; otherwise it is opaque, and its
 * string literals are looked at as paths and as commands.
 */
final class InlineCode {
    private static final Set<String> SINKS =
            Set.of(
                    "os",
                    "subprocess",
                    "shutil",
                    "pathlib",
                    "open",
                    "exec",
                    "execfile",
                    "eval",
                    "compile",
                    "system",
                    "popen",
                    "spawn",
                    "spawnSync",
                    "execSync",
                    "execFileSync",
                    "child_process",
                    "fs",
                    "require",
                    "importlib",
                    "__import__",
                    "socket",
                    "urllib",
                    "requests",
                    "http",
                    "https",
                    "fetch",
                    "net",
                    "ftplib",
                    "smtplib",
                    "paramiko",
                    "ctypes",
                    "pickle",
                    "unlink",
                    "unlinkSync",
                    "rmSync",
                    "rmdir",
                    "rmtree",
                    "readFile",
                    "readFileSync",
                    "writeFile",
                    "writeFileSync",
                    "environ",
                    "env",
                    "ENV",
                    "getenv",
                    "getattr",
                    "globals",
                    "process",
                    "Deno",
                    "Bun",
                    "qx",
                    "Kernel",
                    "IO",
                    "File",
                    "FileUtils",
                    "Dir",
                    "shell_exec",
                    "passthru",
                    "proc_open",
                    "file_get_contents",
                    "file_put_contents",
                    "fopen",
                    "getline",
                    "Runtime",
                    "ProcessBuilder",
                    "Files",
                    "base64",
                    "codecs",
                    "Function",
                    "constructor",
                    "syscall",
                    "fork",
                    "dofile",
                    "loadfile",
                    "loadstring",
                    "opendir",
                    "Open3",
                    "shell",
                    "download",
                    "use",
                    "qw",
                    "Process",
                    "getattribute",
                    "builtins",
                    "__builtins__",
                    "vars",
                    "send",
                    "glob",
                    "curl_init",
                    "fsockopen",
                    "shell_script",
                    "run",
                    "Popen",
                    "io",
                    "connect",
                    "createConnection",
                    "rename",
                    "remove");

    /** Names of modules that only compute; importing them reaches nothing. */
    private static final Set<String> PLAIN_MODULES =
            Set.of(
                    "json",
                    "sys",
                    "re",
                    "math",
                    "random",
                    "datetime",
                    "time",
                    "collections",
                    "itertools",
                    "functools",
                    "string",
                    "statistics",
                    "decimal",
                    "fractions",
                    "textwrap",
                    "pprint",
                    "hashlib",
                    "uuid",
                    "typing",
                    "dataclasses",
                    "enum",
                    "csv",
                    "yaml",
                    "toml",
                    "tomllib",
                    "platform",
                    "struct",
                    "operator",
                    "heapq",
                    "bisect",
                    "unicodedata",
                    "html",
                    "calendar",
                    "secrets");

    private final Invoker invoker;
    private final String program;

    InlineCode(Invoker invoker, String program) {
        this.invoker = invoker;
        this.program = program;
    }

    void examine(String code) {
        if (Wild.hasUnknown(code)) {
            invoker.walker().opaque(Opacity.CODE, program, invoker.reach());
        }
        invoker.walker().budget().steps(code.length());
        var names = new ArrayList<String>();
        var literals = new ArrayList<String>();
        split(code, names, literals);
        boolean sink = reachesOut(names, code);
        literals.forEach(literal -> literal(literal, sink));
        if (sink) {
            invoker.walker().opaque(Opacity.CODE, program, invoker.reach());
        }
    }

    private boolean reachesOut(List<String> names, String code) {
        boolean awk = program.endsWith("awk");
        if (awk) {
            return names.contains("system") || names.contains("getline") || pipesOrWrites(code);
        }
        boolean plainImports = true;
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            if (name.equals("import")) {
                plainImports &= i + 1 < names.size() && PLAIN_MODULES.contains(names.get(i + 1));
            } else if (SINKS.contains(name)) {
                return true;
            }
        }
        return !plainImports || code.indexOf('`') >= 0 && !program.startsWith("node");
    }

    /**
     * In awk a bar or a greater-than sign after a print sends its output to a program or a file.
     */
    private static boolean pipesOrWrites(String code) {
        boolean inText = false;
        boolean printing = false;
        for (int i = 0; i < code.length(); i++) {
            char character = code.charAt(i);
            if (character == '"' && (i == 0 || code.charAt(i - 1) != '\\')) {
                inText = !inText;
            } else if (!inText && code.startsWith("print", i)) {
                printing = true;
            } else if (!inText && (character == ';' || character == '}' || character == '\n')) {
                printing = false;
            } else if (!inText
                    && printing
                    && (character == '>' || character == '|' && !code.startsWith("||", i))) {
                return true;
            }
        }
        return false;
    }

    private static void split(String code, List<String> names, List<String> literals) {
        int i = 0;
        while (i < code.length()) {
            char character = code.charAt(i);
            if (character == '\'' || character == '"' || character == '`') {
                int end = literalEnd(code, i);
                literals.add(code.substring(i + 1, Math.min(end, code.length())));
                i = end + 1;
            } else if (Character.isLetter(character) || character == '_') {
                int start = i;
                while (i < code.length()
                        && (Character.isLetterOrDigit(code.charAt(i)) || code.charAt(i) == '_')) {
                    i++;
                }
                names.add(code.substring(start, i));
            } else {
                i++;
            }
        }
    }

    private static int literalEnd(String code, int open) {
        char quote = code.charAt(open);
        int i = open + 1;
        while (i < code.length() && code.charAt(i) != quote) {
            i += code.charAt(i) == '\\' ? 2 : 1;
        }
        return i;
    }

    /** A literal path counts as read; beside a sink, a literal command counts as run. */
    private void literal(String text, boolean sink) {
        if (text.isBlank() || text.length() > 4_000) {
            return;
        }
        boolean path = text.length() < 300 && text.chars().noneMatch(Character::isWhitespace);
        if (path && sink) {
            Place place = Place.of(text, invoker.environment().cwd());
            invoker.walker()
                    .gathering()
                    .add(
                            new Fact.FileAccess(
                                    place, Access.READ, Optional.empty(), invoker.reach()));
        }
        String first = text.strip().split("\\s", 2)[0];
        if (sink && Programs.isKnown(first.substring(first.lastIndexOf('/') + 1))) {
            invoker.shellText(text, program + " code", invoker.environment().inner(), Flow.NONE);
        }
    }
}
