package dev.countersign.policy.language;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A closed list that a policy lets the layers below it widen, inside their own folders. */
public enum Delegation {
    FILESYSTEM_ALLOW("filesystem.allow", Family.FILESYSTEM_WRITE),
    FILESYSTEM_READ_ALLOW("filesystem.read.allow", Family.FILESYSTEM_READ),
    COMMANDS_ALLOW("commands.allow", Family.COMMAND),
    NETWORK_EXCEPTIONS("network.exceptions", Family.NETWORK),
    MCP_SERVERS("mcp.servers", Family.MCP);

    static final List<String> WORDS = Stream.of(values()).map(Delegation::id).toList();

    private final String id;
    private final Family family;

    Delegation(String id, Family family) {
        this.id = id;
        this.family = family;
    }

    /** The word of the policy language: the list's place under {@code permissions}. */
    public String id() {
        return id;
    }

    /** The facts that the list is about. */
    public Family family() {
        return family;
    }

    static Optional<Delegation> byId(String id) {
        return Stream.of(values()).filter(one -> one.id.equals(id)).findFirst();
    }
}
