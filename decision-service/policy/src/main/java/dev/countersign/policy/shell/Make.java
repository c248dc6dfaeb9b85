package dev.countersign.policy.shell;

/** {@code make}: a recipe on standard input, or a shell chosen on the command line. */
final class Make {
    private final Call call;

    Make(Call call) {
        this.call = call;
    }

    String run() {
        boolean recipeFromInput = call.usage().values("file").contains("-");
        if (recipeFromInput && call.in().given()) {
            call.in()
                    .text()
                    .lines()
                    .filter(line -> line.startsWith("\t"))
                    .forEach(line -> call.shellText(line.strip(), "make -f -"));
        }
        for (String word : call.operands()) {
            if (word.startsWith("SHELL=")) {
                call.shellText(word.substring("SHELL=".length()), "make SHELL=");
            }
        }
        return Flow.UNKNOWN;
    }
}
