package dev.countersign.policy.program;

import java.util.Locale;

/** What an operand, or the value of an option, is to its program. */
public enum Role {
    /** Data: nothing follows from it. */
    TEXT,
    LIST,
    /** A pattern for the names of files that are read. */
    FILTER,
    READ,
    READ_TREE,
    /** A file that is shown and may be changed. */
    EDIT,
    WRITE,
    APPEND,
    CREATE,
    DELETE,
    DELETE_TREE,
    CHANGE_MODE,
    /** A file that is loaded and run. */
    EXECUTE,
    /** A library that is loaded into a program which is meant for something else. */
    LOADED,
    /** Folders with a separator between them, in which the program looks for code. */
    SEARCHED,
    LINK,
    /** A file that is read and then gone. */
    MOVE,
    /** The folder in which the program works. */
    DIRECTORY,
    /** A folder into which files come whose names are not known. */
    FILLED,
    URL,
    HOST,
    /** A request header: one may name the host that is really meant. */
    HEADER,
    /** {@code host:port:other:port}: where connections to a host really go. */
    CONNECT_TO,
    /** A name to look up; anything may be written into a name. */
    LOOK_UP,
    /** {@code TCP:host:port}, {@code FILE:path} and the like. */
    SOCKET,
    /** An image of a container, with or without its registry. */
    IMAGE,
    /** The name of a database, or its address. */
    DATABASE,
    /** {@code host:path} or a local path that is read. */
    REMOTE_READ,
    /** {@code host:path} or a local path of which only names are looked at. */
    REMOTE_LIST,
    /** {@code host:path} or a local path that is written. */
    REMOTE_WRITE,
    /** A local path, or {@code scheme://…} and {@code name:path} of a store or a container. */
    STORED_READ,
    STORED_READ_TREE,
    STORED_WRITE,
    /** {@code source:target}: what of this machine a container gets to see. */
    MOUNT,
    /** A repository address, or the name of a configured one. */
    REPOSITORY,
    /** What is sent: {@code @file} names one. */
    UPLOAD,
    /** Cookies: {@code name=value}, or a file of them. */
    COOKIE,
    /** Text for a shell. */
    SHELL,
    /** A command that is run in place of a part of the program. */
    STAND_IN,
    /** Code for the program itself, in its own language. */
    CODE,
    /** A script for the program itself. */
    SCRIPT,
    SQL,
    /** Text in which the shell expands substitutions once more. */
    EVALUATED,
    /** A file of statements for a database. */
    STATEMENTS,
    /** {@code rev:path} or a path in history. */
    REVISION,
    /**
     * {@code name=value} of a program's own configuration: an address in it is where it will
     * connect.
     */
    SETTING,
    /** A module by its path, which begins with a host. */
    MODULE,
    /** A path, a revision, or {@code rev:path}, of which the content is shown. */
    HISTORY,
    /** {@code name=value} configuration that may name programs. */
    CONFIG,
    PACKAGE,
    /** A secret as a whole. */
    SECRET,
    /** {@code user:password}. */
    LOGIN,
    /** {@code name=value} of which the value is a secret. */
    SECRET_SETTING,
    /** {@code pass:password}, or where the password comes from. */
    SECRET_SOURCE,
    /** A secret when the word before it is the name of one. */
    NAMED_SECRET;

    /** Whether it, or a part of it, must not be shown. */
    public boolean isSecret() {
        return this == SECRET
                || this == LOGIN
                || this == SECRET_SETTING
                || this == SECRET_SOURCE
                || this == NAMED_SECRET;
    }

    static Role of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
