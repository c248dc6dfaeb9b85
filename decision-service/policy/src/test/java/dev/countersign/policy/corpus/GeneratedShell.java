package dev.countersign.policy.corpus;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Lines of valid Bash made by its grammar at random; the same seed makes the same lines. */
public final class GeneratedShell {
    private static final List<String> PROGRAMS =
            List.of(
                    "alpha",
                    "beta",
                    "git status",
                    "git push",
                    "npm test",
                    "\\git log",
                    "g'i't diff",
                    "\"git\" fetch",
                    "$'\\147it' tag",
                    "g${nope}it stash",
                    "/usr/bin/git show",
                    "kubectl get",
                    "$tool pull",
                    "\"${verbs[@]}\"",
                    "${verbs[0]} x",
                    "{beta,--long}",
                    "ls",
                    "cat",
                    "printf '%s\\n'",
                    "command alpha",
                    "env Z=1 beta",
                    "nice alpha",
                    "echo",
                    "xargs beta",
                    "sh -c 'alpha \"$@\"' _",
                    "eval beta");
    private static final List<String> WORDS =
            List.of(
                    "one",
                    "'two three'",
                    "\"four\"",
                    "$x",
                    "\"$x\"",
                    "${x}",
                    "\"${x:-none}\"",
                    "${unset:-default}",
                    "${x:1}",
                    "${x:1:2}",
                    "${x%e}",
                    "${x%%l*}",
                    "${x#v}",
                    "${x##*a}",
                    "${x/a/o}",
                    "${x//a/o}",
                    "${x^}",
                    "${x^^}",
                    "${#x}",
                    "${x:+set}",
                    "\"${list[@]}\"",
                    "${list[1]}",
                    "${list[@]:1}",
                    "\"${list[*]}\"",
                    "$((1 + 2))",
                    "{a,b}",
                    "{1..3}",
                    "p{q,r}s",
                    "{a,{b,c}}d",
                    "a\\ b",
                    "\\$x",
                    "'$x'",
                    "\"\\$x\"",
                    "$'a\\tb'",
                    "$'\\x41'",
                    "''",
                    "\"\"",
                    "a#b",
                    "a=b",
                    "--flag=v",
                    "-n",
                    "--",
                    "$(echo sub)",
                    "`echo old`",
                    "\"$(echo a  b)\"",
                    "$(echo a  b)",
                    "~",
                    "~/x",
                    "src/*",
                    "*.md",
                    "[x]",
                    "{x}",
                    "{}",
                    "a,b",
                    "\"it's\"",
                    "'say \"hi\"'",
                    "\"a`echo b`c\"",
                    "${x}y$x",
                    "a\"b\"'c'd",
                    "!",
                    "if",
                    "done",
                    "=",
                    "%1",
                    "${list[-1]}",
                    "${!ref}",
                    "\"${x@Q}\"",
                    "$0",
                    "$#",
                    "\"$@\"",
                    "$((x + 1))",
                    "<(echo p)",
                    "\"${x/a/\"b c\"}\"",
                    "${unset-}",
                    "\"${unset:-\"a b\"}\"");
    private static final List<String> ASSIGNMENTS =
            List.of(
                    "x=value",
                    "x='va lue'",
                    "x=",
                    "x=$(echo made)",
                    "x+=more",
                    "list=(a 'b c' d)",
                    "list+=(e)",
                    "tool=git",
                    "verbs=(npm run)",
                    "ref=x",
                    "x=\"$x$x\"",
                    "x=a:b:c",
                    "x='*'",
                    "x=$'t\\tb'",
                    "export x=out",
                    "declare x=here",
                    "read -r x <<< 'read it'",
                    "printf -v x '%s' put",
                    "set -- p1 'p 2'",
                    "local_x=${x:-v}",
                    "x=${x//v/w}",
                    "shift",
                    "cd src",
                    "cd ..",
                    "IFS=:",
                    "list[1]=z",
                    "x={a,b}",
                    "tool=npm",
                    "f() { alpha \"$@\"; }");

    private final Random random;

    private GeneratedShell(long seed) {
        this.random = new Random(seed);
    }

    /** As many lines as asked for. */
    public static Stream<String> lines(long seed, int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> new GeneratedShell(seed + number).lines(3));
    }

    private String lines(int depth) {
        var text = new StringBuilder();
        int count = 1 + random.nextInt(4);
        for (int i = 0; i < count; i++) {
            text.append(i == 0 ? "" : one("; ", "\n", "\n", " ; "));
            String statement = statement(depth);
            text.append(statement);
            if (statement.endsWith("\nEND")) {
                text.append("\n:");
            }
        }
        return text.toString();
    }

    private String statement(int depth) {
        return switch (random.nextInt(8)) {
            case 0, 1, 2 -> one(ASSIGNMENTS);
            case 3 -> document(depth);
            case 4 -> pipeline(depth) + one(" && ", " || ", " &&\n", " & ") + pipeline(depth);
            default -> pipeline(depth);
        };
    }

    private String document(int depth) {
        String body = one("text $x", "$(beta in)", "`alpha`", "'quoted'", "a \\$x", "${x:-d}");
        return switch (random.nextInt(4)) {
            case 0 -> simple() + " <<END\n" + body + "\nEND";
            case 1 -> "cat <<'END' | alpha\n" + body + "\nEND";
            case 2 -> "cat <<-\"END\" " + word(depth) + "\n\t" + body + "\n\tEND\n:";
            default -> "bash <<END\nbeta " + one("$(gamma)", "'q'", "${x}") + "\nEND";
        };
    }

    private String pipeline(int depth) {
        String start = random.nextInt(12) == 0 ? one("! ", "time ") : "";
        String rest = random.nextInt(4) == 0 ? one(" | ", " |& ", " |\n") + command(depth) : "";
        return start + command(depth) + rest;
    }

    private String command(int depth) {
        if (depth <= 0 || random.nextInt(2) == 0) {
            return simple();
        }
        int less = depth - 1;
        return switch (random.nextInt(13)) {
            case 0 -> "{ " + lines(less) + "\n}";
            case 1 -> "( " + lines(less) + one("\n)", " )").replace(" )", "\n)");
            case 2 -> "if " + simple() + "; then " + lines(less) + "\nelse " + simple() + "; fi";
            case 3 ->
                    "for v in "
                            + word(less)
                            + " "
                            + word(less)
                            + "; do alpha $v\n"
                            + lines(less)
                            + "\ndone";
            case 4 -> "while " + simple() + "; do " + lines(less) + "\nbreak; done";
            case 5 ->
                    "case "
                            + word(less)
                            + " in one) "
                            + simple()
                            + ";; *) "
                            + lines(less)
                            + "\n;; esac";
            case 6 -> "g() { " + lines(less) + "\n}; g " + word(less);
            case 7 -> "[[ " + one("-n $x", "$x == v*", "a < b", "! -f x") + " ]] && " + simple();
            case 8 -> one("(( 1 + 1 ))", "(( x < 3 ))", "((x=2))") + " && " + simple();
            case 9 -> "until ! " + simple() + "; do break; done";
            case 10 -> "for ((i = 0; i < 2; i++)); do alpha $i; done";
            case 11 -> "alpha \"$( " + lines(less) + "\n)\"";
            default -> "function h { " + simple() + "; }; h " + word(less);
        };
    }

    private String simple() {
        var text = new StringBuilder();
        if (random.nextInt(8) == 0) {
            text.append(one("Y=1 ", "Y=$x ", "Y= ", ">/dev/null ", "2>&1 "));
        }
        text.append(one(PROGRAMS));
        int count = random.nextInt(4);
        for (int i = 0; i < count; i++) {
            text.append(one(" ", " ", "  ", "\t", " \\\n ")).append(word(1));
        }
        if (random.nextInt(6) == 0) {
            text.append(one(" > /tmp/out", " 2>/dev/null", " <<< \"$x\"", " < README.md", " >&2"));
        }
        return text.toString();
    }

    private String word(int depth) {
        return random.nextInt(6) == 0 && depth > 0 ? one(WORDS) + one(WORDS) : one(WORDS);
    }

    private String one(String... choices) {
        return choices[random.nextInt(choices.length)];
    }

    private String one(List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
