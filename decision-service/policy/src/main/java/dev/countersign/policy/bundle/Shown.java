package dev.countersign.policy.bundle;

/** Text of a bundle in a message: in one line, of bounded length, nothing unseen in it. */
final class Shown {
    private static final int LONGEST = 120;

    private Shown() {}

    static String of(String text) {
        var shown = new StringBuilder();
        text.codePoints()
                .limit(LONGEST)
                .forEach(
                        c -> {
                            if (isSeen(c)) {
                                shown.appendCodePoint(c);
                            } else {
                                shown.append("\\u{%x}".formatted(c));
                            }
                        });
        return text.codePoints().skip(LONGEST).findAny().isPresent() ? shown + "…" : "" + shown;
    }

    static boolean isSeen(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.PRIVATE_USE,
                    Character.SURROGATE,
                    Character.UNASSIGNED ->
                    false;
            default -> true;
        };
    }
}
