package dev.countersign.policy.shell;

import java.util.Locale;

/** What a call in code does; most are lists of the same name in {@code languages.yml}. */
enum CodeAction {
    /** A file is opened: how, its arguments say. */
    FILE,
    READ,
    WRITE,
    LIST,
    CREATE,
    DELETE,
    DELETE_TREE,
    SHELL,
    COMMAND,
    CONNECT,
    SEND,
    STATEMENT,
    EXPRESSION,
    ENVIRONMENT,
    /** A file of code is run. */
    SCRIPT;

    /** The action on what its arguments say nothing of. */
    CodeAction plain() {
        return this == FILE ? READ : this;
    }

    String list() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
