package dev.countersign.cli.terminal;

import dev.countersign.policy.language.Effect;

/** How text looks on a terminal with colours. */
public enum Ink {
    PLAIN("0"),
    BOLD("1"),
    DIM("2"),
    RED("1;31"),
    GREEN("32"),
    YELLOW("33"),
    CYAN("1;36"),
    INVERSE("1;7;31");

    private final String code;

    Ink(String code) {
        this.code = code;
    }

    String code() {
        return code;
    }

    public static Ink of(Effect effect) {
        return switch (effect) {
            case ALLOW -> GREEN;
            case WARN -> YELLOW;
            case REQUIRE_APPROVAL -> CYAN;
            case DENY -> RED;
            case KILL -> INVERSE;
        };
    }
}
