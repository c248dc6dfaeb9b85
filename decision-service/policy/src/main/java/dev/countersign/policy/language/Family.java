package dev.countersign.policy.language;

import dev.countersign.policy.action.Fact;
import dev.countersign.policy.action.Tag;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The families of facts that have a default effect. */
public enum Family {
    FILESYSTEM_READ("filesystem.read"),
    FILESYSTEM_WRITE("filesystem.write"),
    COMMAND("command"),
    NETWORK("network"),
    MCP("mcp"),
    PACKAGE("package"),
    API("api"),
    OPAQUE("opaque"),
    /**
     * Effects and harmless tools: judged by the built-in rules when the policy says nothing of
     * them.
     */
    OTHER("other");

    private final String id;

    Family(String id) {
        this.id = id;
    }

    public String id() {
        return id;
    }

    public static Optional<Family> byId(String id) {
        return Stream.of(values())
                .filter(family -> family != OTHER && family.id.equals(id.toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    public static Family of(Fact fact) {
        return switch (fact) {
            case Fact.Invocation invocation -> COMMAND;
            case Fact.FileAccess file ->
                    file.access().changes() ? FILESYSTEM_WRITE : FILESYSTEM_READ;
            case Fact.Egress egress -> NETWORK;
            case Fact.McpCall call -> MCP;
            case Fact.Opaque opaque -> OPAQUE;
            case Fact.EffectTag tag -> tag.tag() == Tag.PKG_INSTALL ? PACKAGE : OTHER;
            case Fact.ApiCall call -> API;
            case Fact.ToolUse use -> OTHER;
            case Fact.CredentialUse use -> OTHER;
        };
    }
}
