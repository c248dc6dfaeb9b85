package dev.countersign.policy.action;

import java.util.Locale;

/** Why a part of an action was not understood. */
public enum Opacity {
    /** The text is no valid text: refused, whatever else is in it. */
    INVALID_TEXT("not valid text"),
    PARSE("the rest of the command could not be parsed"),
    LIMIT("the command is larger or deeper than is examined"),
    PROGRAM("which program runs is only known when it runs"),
    ARGUMENTS("arguments that decide what the program does are only known when it runs"),
    SHELL_TEXT("text that is only known when it runs is given to a shell"),
    RE_EVALUATION("text that is only known when it runs is evaluated again"),
    CODE("code in another language that is not examined"),
    SCRIPT("a script whose content is not known is run"),
    SHELL("this shell's language is not examined"),
    SQL("a statement that is only known when it runs"),
    NAME_SHADOWED("program names are given another meaning"),
    TOOL("a tool that is not known"),
    INPUT("the tool's arguments have an unexpected shape");

    private final String because;

    Opacity(String because) {
        this.because = because;
    }

    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** For people, after "because". */
    public String because() {
        return because;
    }
}
