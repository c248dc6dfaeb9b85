package dev.countersign.policy.shell;

/** Looks for what lets {@code sed} run a program or write a file of its own choice. */
final class SedScript {
    private SedScript() {}

    static boolean reachesOut(String script) {
        int i = 0;
        while (i < script.length()) {
            char character = script.charAt(i);
            switch (character) {
                case 's', 'y' -> {
                    int end = afterSubstitution(script, i);
                    int flags = end;
                    while (flags < script.length()
                            && (Character.isLetterOrDigit(script.charAt(flags)))) {
                        if (character == 's' && "ewW".indexOf(script.charAt(flags)) >= 0) {
                            return true;
                        }
                        flags++;
                    }
                    i = flags;
                }
                case 'e', 'w', 'W' -> {
                    return true;
                }
                case '/', '\\' -> i = afterAddress(script, i);
                case 'a', 'i', 'c', 'b', 't', 'T', ':', 'r', 'R', '#' -> i = lineEnd(script, i);
                default -> i++;
            }
        }
        return false;
    }

    private static int afterSubstitution(String script, int at) {
        if (at + 1 >= script.length()) {
            return script.length();
        }
        char mark = script.charAt(at + 1);
        int second = closing(script, at + 2, mark);
        return Math.min(closing(script, second + 1, mark) + 1, script.length());
    }

    private static int afterAddress(String script, int at) {
        boolean custom = script.charAt(at) == '\\' && at + 1 < script.length();
        char mark = custom ? script.charAt(at + 1) : '/';
        return Math.min(closing(script, at + (custom ? 2 : 1), mark) + 1, script.length());
    }

    private static int closing(String script, int from, char mark) {
        int i = from;
        while (i < script.length() && script.charAt(i) != mark) {
            i += script.charAt(i) == '\\' ? 2 : 1;
        }
        return Math.min(i, script.length());
    }

    private static int lineEnd(String script, int at) {
        int end = script.indexOf('\n', at);
        return end < 0 ? script.length() : end;
    }
}
