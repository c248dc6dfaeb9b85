package dev.countersign.audit.api;

import jakarta.ws.rs.QueryParam;
import org.jspecify.annotations.Nullable;

/** Conditions of a search; one that is absent restricts nothing. */
public class EventQuery {

    /** An agent's identifier or its name. */
    @QueryParam("agent")
    public @Nullable String agent;

    /** A session's identifier, or the agent's own name for it. */
    @QueryParam("session")
    public @Nullable String session;

    /** User name of the person on whose behalf the agent ran; in any case. */
    @QueryParam("operator")
    public @Nullable String operator;

    /** The decision that ties the events of one tool call together. */
    @QueryParam("call")
    public @Nullable String call;

    /** Registered name of a kind of event, such as {@code decision.made}. */
    @QueryParam("type")
    public @Nullable String type;

    /** allow, warn, require_approval, deny or kill. */
    @QueryParam("effect")
    public @Nullable String effect;

    @QueryParam("tool")
    public @Nullable String tool;

    /** A file, a folder with all that is below it, or the last parts of a path. */
    @QueryParam("path")
    public @Nullable String path;

    /** A host, or a domain with all hosts in it. */
    @QueryParam("host")
    public @Nullable String host;

    /** Words that all occur in the event. */
    @QueryParam("q")
    public @Nullable String q;

    /** RFC 3339; events that happened then or later. */
    @QueryParam("from")
    public @Nullable String from;

    /** RFC 3339; events that happened before. */
    @QueryParam("to")
    public @Nullable String to;

    /** From the page before. */
    @QueryParam("cursor")
    public @Nullable String cursor;

    /** 1 to 200, 50 if absent. */
    @QueryParam("limit")
    public @Nullable Integer limit;
}
