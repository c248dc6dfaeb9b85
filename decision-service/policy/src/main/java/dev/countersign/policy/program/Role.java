package dev.countersign.policy.program;

import java.util.Locale;

/** What an operand, or the value of an option, is to its program. */
public enum Role {
    /** Data: nothing follows from it. */
    TEXT,
    LIST,
    READ,
    READ_TREE,
    WRITE,
    APPEND,
    CREATE,
    DELETE,
    DELETE_TREE,
    CHANGE_MODE,
    /** A file that is loaded and run. */
    EXECUTE,
    LINK,
    /** A file that is read and then gone. */
    MOVE,
    /** The folder in which the program works. */
    DIRECTORY,
    URL,
    HOST,
    /** {@code host:path} or a local path that is read. */
    REMOTE_READ,
    /** {@code host:path} or a local path that is written. */
    REMOTE_WRITE,
    /** A repository address, or the name of a configured one. */
    REPOSITORY,
    /** What is sent: {@code @file} names one. */
    UPLOAD,
    /** Text for a shell. */
    SHELL,
    /** Code for the program itself, in its own language. */
    CODE,
    /** A script for the program itself. */
    SCRIPT,
    SQL,
    /** Text in which the shell expands substitutions once more. */
    EVALUATED,
    /** {@code rev:path} or a path in history. */
    REVISION,
    /** {@code name=value} configuration that may name programs. */
    CONFIG,
    BRANCH,
    PACKAGE;

    static Role of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
