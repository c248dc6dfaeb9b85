package dev.countersign.policy.program;

import java.util.Locale;

/** What a program does beyond what a table can say. */
public enum Kind {
    /** Runs the words that follow its own options. */
    WRAPPER,
    /** As a wrapper, with assignments before the command. */
    ENV,
    /** Runs the words that follow as one text. */
    WATCH,
    /** Runs some of its words, or a text among them. */
    MULTIPLEXER,
    /** Runs a command that stands somewhere among its words, or in a text among them. */
    RUNNER,
    /** Fetches a package and runs the program in it. */
    PACKAGE_RUNNER,
    /** Runs a program of the project when it knows no sub-command of that name. */
    PROJECT_PROGRAMS,
    /** Is run once more with the words that follow, in another folder of the project. */
    WORKSPACE,
    XARGS,
    FIND,
    FD,
    SHELL,
    SOURCE,
    EVAL,
    TRAP,
    CRONTAB,
    SCHEDULER,
    REMOTE_SHELL,
    /** A shell whose language is not read. */
    FOREIGN,
    POWERSHELL,
    COMMAND_PROMPT,
    INTERPRETER,
    /** Shows files that the text it is given names. */
    COMPILER,
    SED,
    EDITOR,
    PAGER,
    MAKE,
    DATABASE,
    REDIS,
    GIT,
    HTTP,
    CD,
    SET,
    ALIAS,
    RENAME,
    EXPORT,
    READ,
    /** Runs again what the history holds, unless it only lists it. */
    HISTORY,
    /** Every word is evaluated once more. */
    EVALUATE,
    /** Its output is the place of a program. */
    WHICH,
    ECHO,
    PRINTF,
    CAT,
    TEE,
    DECODE,
    COPY,
    DD,
    /** Looks for a pattern in files, or in a whole tree of them. */
    SEARCH,
    /** Reshapes structured text by an expression that may look elsewhere. */
    QUERY,
    /** Lists processes, with their environment when asked to. */
    PROCESSES,
    /** Prints variables of the environment. */
    PRINTENV,
    /** Its output is a list of file names. */
    NAMES,
    /** Creates a file or folder for a while and prints its name. */
    TEMPORARY,
    /** Throws away what files hold. */
    TRUNCATE,
    ARCHIVE,
    /** Changes the files that a patch names. */
    PATCH,
    /** Its output is one word that is no option. */
    TAME,
    /** {@code dirname} and {@code basename}: a part of the path that it is given. */
    PATH_PART,
    /** As a tame one where an option says which of all it lists. */
    SELECTION,
    /** It writes nothing. */
    SILENT,
    /** Its standard input is a secret; of use for masking alone. */
    SECRET_INPUT;

    static Kind of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
