package dev.countersign.policy.oracle;

import dev.countersign.policy.action.Argument;
import dev.countersign.policy.action.Fact;
import dev.countersign.policy.action.Facts;
import dev.countersign.policy.action.Wild;
import java.util.regex.Pattern;

/** Whether what really ran is among the facts, read generously where they say "not known". */
final class Containment {
    private static final char BREAK = '\u0001';

    private final Facts facts;

    Containment(Facts facts) {
        this.facts = facts;
    }

    /** A part that was not understood is held for a human, so whatever ran in it was foreseen. */
    boolean foresees(Recorded call) {
        return isInner(call) || facts.all().stream().anyMatch(fact -> foresees(fact, call));
    }

    /** Programs start a shell for a text; what runs in it is recorded and compared as well. */
    private static boolean isInner(Recorded call) {
        return call.program().equals("sh")
                && call.arguments().size() > 1
                && (call.arguments().getFirst().equals("-c")
                        || call.arguments().getFirst().startsWith("/tmp/"));
    }

    private static boolean foresees(Fact fact, Recorded call) {
        return switch (fact) {
            case Fact.Opaque opaque -> true;
            case Fact.Invocation invocation -> matches(invocation, call);
            case Fact.FileAccess file -> false;
            case Fact.Egress egress -> false;
            case Fact.McpCall mcp -> false;
            case Fact.ApiCall api -> false;
            case Fact.CredentialUse use -> false;
            case Fact.ToolUse tool -> false;
            case Fact.EffectTag tag -> false;
        };
    }

    private static boolean matches(Fact.Invocation invocation, Recorded call) {
        String written = invocation.written();
        String base = written.substring(written.lastIndexOf('/') + 1);
        boolean named =
                call.program().equals(invocation.program())
                        || Pattern.matches("(?s)" + within(base), call.program());
        var pattern = new StringBuilder("(?s)");
        invocation.arguments().stream()
                .map(Argument::text)
                .forEach(text -> pattern.append(word(text)));
        var words = new StringBuilder();
        call.arguments().forEach(argument -> words.append(BREAK).append(argument));
        return named && Pattern.matches(pattern.toString(), words);
    }

    /** An unknown word may be none or several, a file name pattern may be several. */
    private static String word(String text) {
        String one = BREAK + spelled(text);
        if (Wild.isWhollyUnknown(text)) {
            return "(?:" + BREAK + ".*)?";
        }
        boolean names = text.indexOf(Wild.STAR) >= 0 || text.indexOf(Wild.ONE) >= 0;
        return names ? "(?:" + one + ")+" : one;
    }

    /** The home folder and the files of {@code <( )} have a name of their own when a line runs. */
    private static String spelled(String text) {
        if (text.equals("~") || text.startsWith("~/")) {
            return "(?:~|/home/dave)" + within(text.substring(1));
        }
        int pipe = text.indexOf("/dev/fd/");
        return pipe >= 0
                ? within(text.substring(0, pipe)) + "/dev/fd/[0-9]+.*"
                : within(text).replace(within("{}"), ".*");
    }

    private static String within(String text) {
        var pattern = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            pattern.append(
                    switch (character) {
                        case Wild.ANYTHING -> ".*";
                        case Wild.TAME -> "[^" + BREAK + "]*";
                        case Wild.STAR -> "[^" + BREAK + "/]*";
                        case Wild.ONE -> "(?:[^" + BREAK + "/]|\\[[^" + BREAK + "]*\\])";
                        default -> Pattern.quote(String.valueOf(character));
                    });
        }
        return pattern.toString();
    }
}
