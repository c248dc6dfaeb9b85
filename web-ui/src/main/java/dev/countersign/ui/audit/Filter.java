package dev.countersign.ui.audit;

import dev.countersign.audit.api.EventQuery;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.UriBuilder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The form above the list of events, as it was filled in. */
public class Filter {

    /** Kinds of events that one can choose from, as the log names them. */
    static final List<String> TYPES =
            List.of(
                    "decision.made",
                    "decision.settled",
                    "result.reported",
                    "approval.requested",
                    "approval.vote-cast",
                    "approval.vote-refused",
                    "approval.resolved",
                    "approval.consumed",
                    "approval.unused",
                    "bypass.requested",
                    "bypass.voted",
                    "bypass.started",
                    "bypass.ended",
                    "bypass.reviewed",
                    "session.started",
                    "session.killed",
                    "agent.registered",
                    "agent.key-changed",
                    "policy.changed",
                    "policy.not-loaded",
                    "policy.not-taken");

    static final List<String> EFFECTS =
            List.of("allow", "warn", "require_approval", "deny", "kill");

    @QueryParam("agent")
    @DefaultValue("")
    public String agent = "";

    @QueryParam("session")
    @DefaultValue("")
    public String session = "";

    @QueryParam("operator")
    @DefaultValue("")
    public String operator = "";

    @QueryParam("call")
    @DefaultValue("")
    public String call = "";

    @QueryParam("type")
    @DefaultValue("")
    public String type = "";

    @QueryParam("effect")
    @DefaultValue("")
    public String effect = "";

    @QueryParam("tool")
    @DefaultValue("")
    public String tool = "";

    @QueryParam("path")
    @DefaultValue("")
    public String path = "";

    @QueryParam("host")
    @DefaultValue("")
    public String host = "";

    @QueryParam("q")
    @DefaultValue("")
    public String q = "";

    @QueryParam("from")
    @DefaultValue("")
    public String from = "";

    @QueryParam("to")
    @DefaultValue("")
    public String to = "";

    @QueryParam("cursor")
    @DefaultValue("")
    public String cursor = "";

    EventQuery query() {
        EventQuery query = new EventQuery();
        query.agent = unlessBlank(agent);
        query.session = unlessBlank(session);
        query.operator = unlessBlank(operator);
        query.call = unlessBlank(call);
        query.type = unlessBlank(type);
        query.effect = unlessBlank(effect);
        query.tool = unlessBlank(tool);
        query.path = unlessBlank(path);
        query.host = unlessBlank(host);
        query.q = unlessBlank(q);
        query.from = utc(from);
        query.to = utc(to);
        query.cursor = unlessBlank(cursor);
        return query;
    }

    public List<String> types() {
        return TYPES;
    }

    public List<String> effects() {
        return EFFECTS;
    }

    /** True if the less common fields are in use and so must be open. */
    public boolean isDetailed() {
        return !(session + operator + call + tool + path + host + from + to).isBlank();
    }

    public boolean isEmpty() {
        return filled().isEmpty();
    }

    /** The address of the page of older events. */
    public String olderThan(String next) {
        UriBuilder address = UriBuilder.fromPath("/events");
        filled().forEach((name, value) -> address.queryParam(name, "{" + name + "}"));
        Map<String, Object> values = new LinkedHashMap<>(filled());
        values.put("cursor", next);
        return address.queryParam("cursor", "{cursor}").buildFromMap(values).toString();
    }

    private Map<String, String> filled() {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("q", q);
        all.put("type", type);
        all.put("effect", effect);
        all.put("agent", agent);
        all.put("session", session);
        all.put("operator", operator);
        all.put("call", call);
        all.put("tool", tool);
        all.put("path", path);
        all.put("host", host);
        all.put("from", from);
        all.put("to", to);
        all.values().removeIf(String::isBlank);
        return all;
    }

    /** Browsers send a date and time without seconds and zone; the form says that it is UTC. */
    private static @Nullable String utc(String time) {
        String text = time.strip();
        if (text.isEmpty() || text.endsWith("Z")) {
            return unlessBlank(text);
        }
        return (text.length() == "2026-11-20T12:00".length() ? text + ":00" : text) + "Z";
    }

    private static @Nullable String unlessBlank(String text) {
        return text.isBlank() ? null : text.strip();
    }
}
