package dev.countersign.policy.action;

import java.util.Locale;

/** What is done to a file. */
public enum Access {
    /** Its name or properties are seen, not its content. */
    LIST,
    READ,
    /** A folder is read with everything beneath it. */
    READ_TREE,
    WRITE,
    APPEND,
    CREATE,
    DELETE,
    DELETE_TREE,
    CHANGE_MODE,
    EXECUTE,
    /** Another name is made for it, under which it can be read. */
    LINK;

    /** The word of the policy language. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public boolean changes() {
        return switch (this) {
            case LIST, READ, READ_TREE, EXECUTE, LINK -> false;
            case WRITE, APPEND, CREATE, DELETE, DELETE_TREE, CHANGE_MODE -> true;
        };
    }

    public boolean reads() {
        return this == READ || this == READ_TREE;
    }

    public boolean wholeTree() {
        return this == READ_TREE || this == DELETE_TREE;
    }
}
