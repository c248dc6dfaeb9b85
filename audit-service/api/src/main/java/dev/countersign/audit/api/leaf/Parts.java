package dev.countersign.audit.api.leaf;

import dev.countersign.audit.api.Event;
import dev.countersign.audit.api.Identifier;
import dev.countersign.audit.api.Story;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * An event taken apart: what everybody may see, and what is sealed.
 *
 * @param attrs for the leaf: strings, whole numbers and booleans that are neither personal nor
 *     secret nor free text, not even as an unsalted hash
 * @param sealed JSON objects by the section that holds them
 */
public record Parts(Map<String, Object> attrs, Map<SectionName, Map<String, Object>> sealed) {

    /** Longest attribute, in characters, so that a leaf stays far below 64 KiB. */
    private static final int LONGEST = 1_000;

    public static Parts of(Event event) {
        Parts parts = new Parts(new LinkedHashMap<>(), new EnumMap<>(SectionName.class));
        parts.story(event.story());
        parts.event(event);
        return parts;
    }

    private void story(Story story) {
        seal(SectionName.ACTOR, "agent_name", story.agentName());
        seal(SectionName.ACTOR, "operator", story.operator());
    }

    private void event(Event event) {
        switch (event) {
            case Event.AgentRegistered e -> actor(e.by());
            case Event.AgentKeyChanged e -> show("change", e.change()).actor(e.by());
            case Event.SessionStarted e ->
                    show("client", e.client())
                            .seal(SectionName.CONTEXT, "native_session", e.nativeSession())
                            .seal(SectionName.CONTEXT, "cwd", e.cwd());
            case Event.SessionKilled e -> reason(e.reason()).actor(e.by());
            case Event.DecisionMade e -> decision(e);
            case Event.DecisionSettled e ->
                    show("tool", e.tool())
                            .show("outcome", e.outcome())
                            .show("approval", e.approval())
                            .reason(e.reason());
            case Event.ResultReported e -> result(e);
            case Event.PolicyChanged e ->
                    show("policy", e.policy())
                            .show("change", e.change())
                            .show("version", e.version())
                            .actor(e.by())
                            .seal(SectionName.CONTEXT, "diff", e.diff());
            case Event.PolicyNotLoaded e ->
                    show("policy", e.policy())
                            .show("scope", e.scope())
                            .show("consequence", e.consequence())
                            .reason(e.reason());
            case Event.PolicyNotTaken e ->
                    show("commit", e.commit())
                            .show("consequence", e.consequence())
                            .reason(e.reason())
                            .seal(SectionName.CONTEXT, "source", e.source());
            case Event.ApprovalRequested e ->
                    show("approval", e.approval())
                            .show("tool", e.tool())
                            .show("rules", e.rules())
                            .show("groups", e.groups())
                            .show("quorum", e.quorum())
                            .show("expires_at", e.expiresAt().toString())
                            .seal(SectionName.INPUT, "digest", e.digest());
            case Event.VoteCast e ->
                    show("approval", e.approval())
                            .show("vote", e.vote())
                            .show("channel", e.channel())
                            .show("counted", e.counted())
                            .actor(e.voter())
                            .reason(e.reason())
                            .seal(SectionName.CONTEXT, "shown", e.shown());
            case Event.VoteRefused e ->
                    show("approval", e.approval())
                            .show("channel", e.channel())
                            .show("code", e.code())
                            .actor(e.voter());
            case Event.ApprovalResolved e ->
                    show("approval", e.approval())
                            .show("status", e.status())
                            .seal(SectionName.ACTOR, "by", e.by())
                            .reason(e.reason());
            case Event.ApprovalConsumed e ->
                    show("approval", e.approval()).seal(SectionName.INPUT, "digest", e.digest());
            case Event.ApprovalUnused e ->
                    show("approval", e.approval()).show("status", e.status()).reason(e.reason());
            case Event.BypassRequested e -> bypass(e);
            case Event.BypassVoted e ->
                    show("bypass", e.bypass())
                            .show("vote", e.vote())
                            .actor(e.voter())
                            .reason(e.reason());
            case Event.BypassStarted e ->
                    show("bypass", e.bypass())
                            .show("ends_at", e.endsAt().toString())
                            .actor(e.requester());
            case Event.BypassEnded e -> {
                show("bypass", e.bypass()).show("how", e.how());
                e.by().ifPresent(this::actor);
            }
            case Event.BypassReviewed e ->
                    show("bypass", e.bypass()).actor(e.reviewer()).reason(e.finding());
            case Event.StreamStarted e ->
                    show("previous_stream", e.previousStream())
                            .show("previous_seq", e.previousSeq());
            case Event.LogStarted e -> show("origin", e.origin());
            case Event.IngestRejected e ->
                    show("event", e.event())
                            .show("producer", e.producer())
                            .show("code", e.code())
                            .seal(SectionName.CONTEXT, "payload_sha256", e.payloadSha256());
        }
    }

    private void decision(Event.DecisionMade e) {
        show("tool", e.tool())
                .show("effect", e.effect())
                .show("outcome", e.outcome())
                .show("mode", e.mode())
                .show("rules", e.rules())
                .show("policy_version", e.policyVersion())
                .show("approval", e.approval())
                .show("bypass", e.bypass())
                .seal(SectionName.INPUT, "arguments", e.input())
                .seal(SectionName.INPUT, "cwd", e.cwd())
                .seal(SectionName.INPUT, "digest", e.digest())
                .seal(SectionName.INPUT, "paths", e.paths())
                .seal(SectionName.INPUT, "hosts", e.hosts())
                .reason(e.reason());
    }

    private void result(Event.ResultReported e) {
        show("tool", e.tool())
                .show("succeeded", e.succeeded())
                .seal(SectionName.OUTPUT, "output", e.output());
        e.durationMillis().ifPresent(millis -> show("duration_millis", millis));
    }

    private void bypass(Event.BypassRequested e) {
        show("bypass", e.bypass())
                .show("seconds", e.duration().toSeconds())
                .actor(e.requester())
                .seal(SectionName.ACTOR, "approver", e.approver())
                .seal(SectionName.INPUT, "scope", e.scope())
                .seal(SectionName.REASON, "incident", e.incident())
                .reason(e.reason());
    }

    private Parts actor(String by) {
        return seal(SectionName.ACTOR, "by", by);
    }

    private Parts reason(String text) {
        return seal(SectionName.REASON, "text", text);
    }

    private Parts show(String name, Optional<?> value) {
        value.ifPresent(present -> show(name, present));
        return this;
    }

    private Parts show(String name, Collection<String> values) {
        return show(name, String.join(",", values));
    }

    private Parts show(String name, Object value) {
        attrs.put(
                name,
                switch (value) {
                    case Boolean b -> b;
                    case Integer i -> i;
                    case Long l -> l;
                    case Identifier id -> id.value();
                    default -> shortened(value.toString());
                });
        return this;
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
    }

    private Parts seal(SectionName section, String name, Optional<?> value) {
        value.ifPresent(present -> seal(section, name, present));
        return this;
    }

    private Parts seal(SectionName section, String name, Object value) {
        sealed.computeIfAbsent(section, s -> new LinkedHashMap<>()).put(name, value);
        return this;
    }
}
