package dev.countersign.policy.shell;

/** {@code @(a|b)}, {@code !(a)} and their like, as simpler patterns that match no less. */
record ExtendedPattern(char sign) {
    /**
     * @param brackets the alternatives with the brackets around them
     */
    String of(String brackets) {
        String inner = brackets.substring(1, brackets.length() - 1);
        boolean plain =
                inner.chars().noneMatch(character -> "()[]{},\\'\"$`*?".indexOf(character) >= 0);
        if (!plain) {
            return Flow.UNKNOWN;
        }
        String choices = inner.replace('|', ',');
        return switch (sign) {
            case '@' -> inner.indexOf('|') < 0 ? inner : "{" + choices + "}";
            case '?' -> "{" + choices + ",}";
            default -> "*";
        };
    }
}
