package dev.countersign.policy.masking;

import dev.countersign.policy.masking.NamedValue.Joint;
import dev.countersign.policy.secret.Keywords;
import dev.countersign.policy.secret.SecretName;
import dev.countersign.policy.secret.Span;
import java.util.List;

/**
 * Finds {@code name = value} in any text, where the name is that of a secret: configuration files,
 * code, JSON, headers, options, XML. What is an expression or a placeholder is left alone, so that
 * code stays readable.
 */
final class NamedValues {

    private static final Keywords HINTS = new Keywords(SecretName.HINTS);
    private static final int LONGEST_NAME = 80;
    private static final int LONGEST_VALUE = 8192;
    private static final int MOST_BLANKS = 8;

    private final String text;
    private final boolean configuration;
    private final List<Span> found;
    private int done;

    /**
     * @param configuration whether an unquoted word is a value and never a name of one
     */
    private NamedValues(String text, boolean configuration, List<Span> found) {
        this.text = text;
        this.configuration = configuration;
        this.found = found;
    }

    static void find(String text, boolean configuration, List<Span> found) {
        var values = new NamedValues(text, configuration, found);
        HINTS.find(text, (word, from, to) -> values.hint(from, to));
    }

    private void hint(int from, int to) {
        if (from < done) {
            return;
        }
        int start = from;
        while (start > Math.max(done, from - LONGEST_NAME) && isOfName(text.charAt(start - 1))) {
            start--;
        }
        int end = to;
        while (end < Math.min(text.length(), to + LONGEST_NAME) && isOfName(text.charAt(end))) {
            end++;
        }
        done = end;
        String name = text.substring(start, end);
        int nameFrom = start;
        (name.charAt(0) == '-' ? SecretName.ofOption(name) : SecretName.of(name))
                .ifPresent(kind -> joined(new Name(name, kind, nameFrom), done));
    }

    static boolean isOfName(char c) {
        return c >= 'a' && c <= 'z'
                || c >= 'A' && c <= 'Z'
                || c >= '0' && c <= '9'
                || c == '_'
                || c == '-'
                || c == '.';
    }

    private record Name(String text, SecretName kind, int from) {
        boolean isOption() {
            return text.charAt(0) == '-';
        }

        boolean isAuthorization() {
            return text.regionMatches(true, text.length() - 13, "authorization", 0, 13);
        }

        boolean isCookie() {
            return text.regionMatches(true, text.length() - 6, "cookie", 0, 6);
        }
    }

    private void joined(Name name, int end) {
        int closed = end;
        while (closed < end + 3 && "\\\"'`]".indexOf(at(closed)) >= 0) {
            closed++;
        }
        int joint = skipBlanks(closed);
        switch (at(joint)) {
            case '=' -> equals(name, end, joint);
            case ':' -> colon(name, closed > end, joint);
            case '+', '?' -> {
                if (at(joint + 1) == '=') {
                    value(name, Joint.EQUALS, skipBlanks(joint + 2), false);
                }
            }
            case ',' -> element(name, closed > end, joint);
            case '>' -> tag(name, joint);
            default -> {
                if (name.isOption() && closed == end && joint > end && at(joint) != '-') {
                    value(name, Joint.OPTION, joint, false);
                }
            }
        }
    }

    private void equals(Name name, int end, int joint) {
        char next = at(joint + 1);
        if (next != '=' && next != '~') {
            int start = skipBlanks(next == '>' ? joint + 2 : joint + 1);
            value(name, Joint.EQUALS, start, start == end + 1);
        }
    }

    private void colon(Name name, boolean quotedName, int joint) {
        char next = at(joint + 1);
        if (next == '=') {
            value(name, Joint.EQUALS, skipBlanks(joint + 2), false);
        } else if (quotedName || " \t\"'\\".indexOf(next) >= 0) {
            value(name, Joint.COLON, skipBlanks(joint + 1), false);
        }
    }

    /** {@code "--password", "hunter2"}. */
    private void element(Name name, boolean quotedName, int joint) {
        int start = skipBlanks(joint + 1);
        if (quotedName
                && name.isOption()
                && "\\\"'".indexOf(at(start)) >= 0
                && at(start + 1) != '-') {
            value(name, Joint.ELEMENT, start, false);
        }
    }

    private void tag(Name name, int joint) {
        int start = joint + 1;
        int end = text.indexOf('<', start);
        if (at(name.from() - 1) == '<'
                && end > start
                && end - start < LONGEST_VALUE
                && at(end + 1) == '/'
                && of(name, Joint.TAG, start, end).isQuotedSecret()) {
            found.add(Span.placed(start, end));
        }
    }

    private void value(Name name, Joint joint, int start, boolean tight) {
        int open = start;
        while (open < start + 2 && "rbfuRBFU".indexOf(at(open)) >= 0) {
            open++;
        }
        int quote = at(open) == '\\' ? open + 1 : open;
        if ("\"'`".indexOf(at(quote)) >= 0) {
            quoted(name, joint, open, quote);
        } else {
            int scheme = name.isAuthorization() ? afterScheme(start) : start;
            unquoted(name, scheme > start ? Joint.OPTION : joint, scheme, tight);
        }
    }

    private void quoted(Name name, Joint joint, int open, int quote) {
        String mark = text.substring(open, quote + 1);
        boolean threefold = text.startsWith(mark.repeat(3), open);
        String end = threefold ? mark.repeat(3) : mark;
        int begin = open + end.length();
        int from = name.isAuthorization() ? afterScheme(begin) : begin;
        int to = from;
        int most = Math.min(text.length(), from + LONGEST_VALUE);
        while (to < most && !text.startsWith(end, to) && (threefold || at(to) != '\n')) {
            to += at(to) == '\\' && to + 1 < most && at(to + 1) != '\n' ? 2 : 1;
        }
        to = Math.min(to, most);
        if (mark.equals("`") && text.substring(from, to).contains("${")) {
            return;
        }
        if (!text.startsWith(end, to)) {
            unquoted(name, joint, from, false);
        } else if (of(name, joint, from, to).isQuotedSecret()) {
            found.add(Span.placed(from, to));
            done = Math.max(done, to);
        }
    }

    private void unquoted(Name name, Joint joint, int start, boolean tight) {
        boolean whole = beginsLine(name.from()) && isLastWord(start);
        boolean alone = whole;
        int most = Math.min(text.length(), start + LONGEST_VALUE);
        int end = start;
        while (end < most && (name.isCookie() ? isOfCookie(at(end)) : isOfValue(at(end), alone))) {
            end++;
        }
        while (alone && end > start && ",;".indexOf(at(end - 1)) >= 0) {
            end--;
            alone = false;
        }
        while (!whole && end > start && ".:!?".indexOf(at(end - 1)) >= 0) {
            end--;
        }
        NamedValue value = of(name, joint, start, end);
        boolean certain =
                configuration && whole && "{[|>&*!".indexOf(at(start)) < 0
                        || joint == Joint.OPTION
                        || tight && SecretName.inCapitals(name.text());
        if (certain ? value.isSecretForSure() : value.isSecretPerhaps(alone)) {
            found.add(Span.placed(start, end));
            done = Math.max(done, end);
        }
    }

    private NamedValue of(Name name, Joint joint, int from, int to) {
        return new NamedValue(name.text(), name.kind(), joint, text.substring(from, to));
    }

    private static boolean isOfCookie(char c) {
        return "\"'`\n\r".indexOf(c) < 0;
    }

    private static boolean isOfValue(char c, boolean alone) {
        return !Character.isWhitespace(c)
                && "\"'`".indexOf(c) < 0
                && (alone || ",;&|)}]<>".indexOf(c) < 0);
    }

    /** {@code Bearer}, {@code Basic} …: it says what is needed, and stays. */
    private int afterScheme(int from) {
        int end = from;
        while (end < from + 20 && (Character.isLetterOrDigit(at(end)) || at(end) == '-')) {
            end++;
        }
        return end > from && at(end) == ' ' ? skipBlanks(end) : from;
    }

    private boolean beginsLine(int start) {
        int at = start;
        while (at > 0 && start - at < 40 && " \t-+>".indexOf(text.charAt(at - 1)) >= 0) {
            at--;
        }
        for (String word : List.of("export", "set", "ENV", "ARG", "setx")) {
            if (at - word.length() >= 0
                    && at < start
                    && text.startsWith(word, at - word.length())) {
                at -= word.length();
                break;
            }
        }
        return at == 0 || text.charAt(at - 1) == '\n';
    }

    /** Whether the word that begins here is followed by nothing on its line. */
    private boolean isLastWord(int from) {
        int end = from;
        while (end < from + LONGEST_VALUE && !Character.isWhitespace(at(end)) && at(end) != 0) {
            end++;
        }
        while (at(end) == ' ' || at(end) == '\t' || at(end) == '\r') {
            end++;
        }
        return end >= text.length() || at(end) == '\n';
    }

    private int skipBlanks(int from) {
        int at = from;
        while (at < from + MOST_BLANKS && (at(at) == ' ' || at(at) == '\t')) {
            at++;
        }
        return at;
    }

    private char at(int index) {
        return index >= 0 && index < text.length() ? text.charAt(index) : '\0';
    }
}
