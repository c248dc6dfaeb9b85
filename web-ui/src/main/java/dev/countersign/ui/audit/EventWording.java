package dev.countersign.ui.audit;

import dev.countersign.audit.api.EventView;
import dev.countersign.ui.text.Piece;
import dev.countersign.ui.text.VisibleText;
import io.quarkus.qute.TemplateExtension;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Events in words. A kind that is not known here is shown by its registered name. */
@TemplateExtension
public class EventWording {

    private EventWording() {}

    static String headline(EventView event) {
        return switch (event.type()) {
            case "decision.made" ->
                    "%s: %s"
                            .formatted(
                                    attr(event, "tool"), attr(event, "effect").replace('_', ' '));
            case "decision.settled" ->
                    "%s: %s".formatted(attr(event, "tool"), settled(attr(event, "outcome")));
            case "result.reported" ->
                    "%s %s"
                            .formatted(
                                    attr(event, "tool"),
                                    attr(event, "succeeded").equals("true") ? "ran" : "failed");
            case "approval.requested" -> "%s waits for people".formatted(attr(event, "tool"));
            case "approval.vote-cast" -> "%s voted to %s".formatted(by(event), attr(event, "vote"));
            case "approval.vote-refused" -> "Vote of %s refused".formatted(by(event));
            case "approval.resolved" ->
                    "Approval %s"
                            .formatted(attr(event, "status").toLowerCase(java.util.Locale.ROOT));
            case "approval.consumed" -> "Approval used";
            case "approval.unused" -> "Approval ended unused";
            case "bypass.requested" -> "%s asked for a bypass".formatted(by(event));
            case "bypass.voted" ->
                    "%s voted to %s a bypass".formatted(by(event), attr(event, "vote"));
            case "bypass.started" -> "Bypass of %s in force".formatted(by(event));
            case "bypass.ended" -> "Bypass ended: %s".formatted(attr(event, "how"));
            case "bypass.reviewed" -> "%s reviewed a bypass".formatted(by(event));
            case "session.started" -> "Session started in %s".formatted(attr(event, "client"));
            case "session.killed" -> "Session stopped by %s".formatted(by(event));
            case "agent.registered" -> "Agent registered by %s".formatted(by(event));
            case "agent.key-changed" -> "Agent key %s".formatted(attr(event, "change"));
            case "policy.changed" -> "Policy %s by %s".formatted(attr(event, "change"), by(event));
            case "policy.not-loaded" ->
                    "Policy for %s could not be loaded; %s"
                            .formatted(attr(event, "scope"), attr(event, "consequence"));
            case "policy.not-taken" ->
                    "Policy in the Git repository was not taken; %s"
                            .formatted(attr(event, "consequence"));
            case "stream.started" -> "A service began a stream of events";
            case "log.started" -> "The audit log began";
            case "ingest.rejected" -> "An event was refused";
            default -> event.type();
        };
    }

    /** The words of the reason, the command or the files, whatever tells most; may be empty. */
    static List<Piece> gist(EventView event) {
        return VisibleText.of(
                Stream.of(
                                part(event, "input", "arguments"),
                                part(event, "input", "paths"),
                                part(event, "reason", "text"))
                        .filter(text -> !text.isEmpty())
                        .findFirst()
                        .orElse(""));
    }

    static String tone(EventView event) {
        String verdict =
                Stream.of("outcome", "vote", "effect")
                        .map(name -> attr(event, name))
                        .filter(text -> !text.isEmpty())
                        .findFirst()
                        .orElse("");
        return switch (verdict) {
            case "allow", "proceed", "approve" -> "good";
            case "warn", "require_approval" -> "waiting";
            case "deny", "kill", "block" -> "bad";
            default -> event.type().startsWith("bypass.") ? "alarm" : "quiet";
        };
    }

    static String icon(EventView event) {
        return switch (event.type().split("\\.")[0]) {
            case "decision" -> "scale";
            case "approval" -> "stamp";
            case "bypass" -> "siren";
            case "result" -> "terminal";
            case "session" -> "play";
            case "agent" -> "bot";
            case "policy" -> "scroll-text";
            default -> "circle-dot";
        };
    }

    static String agentName(EventView event) {
        return event.story().agentName().orElse("");
    }

    static String operatorName(EventView event) {
        return event.story().operator().orElse("");
    }

    private static String settled(String outcome) {
        return outcome.equals("proceed") ? "released" : "blocked";
    }

    private static String by(EventView event) {
        String name = part(event, "actor", "by");
        return name.isEmpty() ? "somebody" : name;
    }

    private static String attr(EventView event, String name) {
        return String.valueOf(event.attrs().getOrDefault(name, ""));
    }

    private static String part(EventView event, String section, String name) {
        Object value = event.sealed().getOrDefault(section, Map.of()).getOrDefault(name, "");
        return value instanceof Map<?, ?> arguments ? firstText(arguments) : text(value);
    }

    private static String text(Object value) {
        return value instanceof List<?> many
                ? String.join(", ", many.stream().map(String::valueOf).toList())
                : String.valueOf(value);
    }

    private static String firstText(Map<?, ?> arguments) {
        return Stream.of("command", "file_path", "path", "url", "query")
                .map(arguments::get)
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .findFirst()
                .orElse("");
    }
}
