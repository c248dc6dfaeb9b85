package dev.countersign.policy.language;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A closed list that a policy lets the layers below it widen, inside their own folders. */
public enum Delegation {
    FILESYSTEM_ALLOW("filesystem.allow"),
    FILESYSTEM_READ_ALLOW("filesystem.read.allow"),
    COMMANDS_ALLOW("commands.allow"),
    NETWORK_EXCEPTIONS("network.exceptions"),
    MCP_SERVERS("mcp.servers");

    static final List<String> WORDS = Stream.of(values()).map(Delegation::id).toList();

    private final String id;

    Delegation(String id) {
        this.id = id;
    }

    /** The word of the policy language: the list's place under {@code permissions}. */
    public String id() {
        return id;
    }

    static Optional<Delegation> byId(String id) {
        return Stream.of(values()).filter(one -> one.id.equals(id)).findFirst();
    }
}
