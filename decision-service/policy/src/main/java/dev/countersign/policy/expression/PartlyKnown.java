package dev.countersign.policy.expression;

import dev.countersign.policy.action.Wild;

/** What can be said about texts of which parts are not known before a command runs. */
final class PartlyKnown {
    private PartlyKnown() {}

    static Answer same(String one, String other) {
        if (Wild.isLiteral(one) && Wild.isLiteral(other)) {
            return Answer.of(one.equals(other));
        }
        return agree(head(one), head(other)) && agreeAtEnd(tail(one), tail(other))
                ? Answer.CANNOT_TELL
                : Answer.FALSE;
    }

    static Answer startsWith(String text, String start) {
        if (Wild.isLiteral(text) && Wild.isLiteral(start)) {
            return Answer.of(text.startsWith(start));
        }
        if (Wild.isLiteral(start) && head(text).startsWith(start)) {
            return Answer.TRUE;
        }
        return agree(head(text), head(start)) ? Answer.CANNOT_TELL : Answer.FALSE;
    }

    static Answer endsWith(String text, String end) {
        if (Wild.isLiteral(text) && Wild.isLiteral(end)) {
            return Answer.of(text.endsWith(end));
        }
        if (Wild.isLiteral(end) && tail(text).endsWith(end)) {
            return Answer.TRUE;
        }
        return agreeAtEnd(tail(text), tail(end)) ? Answer.CANNOT_TELL : Answer.FALSE;
    }

    static Answer contains(String text, String part) {
        if (!Wild.isLiteral(part)) {
            return Answer.CANNOT_TELL;
        }
        if (text.contains(part)) {
            return Answer.TRUE;
        }
        return Wild.isLiteral(text) ? Answer.FALSE : Answer.CANNOT_TELL;
    }

    /** Whether two texts can begin alike when both may go on. */
    private static boolean agree(String one, String other) {
        return one.startsWith(other) || other.startsWith(one);
    }

    private static boolean agreeAtEnd(String one, String other) {
        return one.endsWith(other) || other.endsWith(one);
    }

    /** What stands before the first part that is not known. */
    private static String head(String text) {
        int end = 0;
        while (end < text.length() && !Wild.isMark(text.charAt(end))) {
            end++;
        }
        return text.substring(0, end);
    }

    /** What stands behind the last part that is not known. */
    private static String tail(String text) {
        int start = text.length();
        while (start > 0 && !Wild.isMark(text.charAt(start - 1))) {
            start--;
        }
        return text.substring(start);
    }
}
