package dev.countersign.approval.slack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.countersign.approval.api.ApprovalView;
import dev.countersign.approval.api.FileTouch;
import dev.countersign.approval.api.ShownAction;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Everything about an action that a person must have seen before approving it: one-line facts and
 * blocks of text. Nothing in it is ever cut; what is too long for Slack is not approved in Slack.
 */
record WholeAction(List<Part> facts, List<Part> blocks) {

    /** How much an approver can be expected to read in a message, and Slack to show. */
    private static final int LONGEST = 3_000;

    private static final ObjectMapper JSON =
            new ObjectMapper()
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

    /** A label and text that is safe to look at. */
    record Part(String label, String text) {

        static Part line(String label, String text) {
            return new Part(label, Visible.line(text));
        }

        static Part block(String label, String text) {
            return new Part(label, Visible.block(text));
        }
    }

    static WholeAction of(ApprovalView view) {
        return new WholeAction(facts(view), blocks(view.action()));
    }

    boolean fits() {
        int length =
                facts.stream().mapToInt(part -> part.text().length()).sum()
                        + blocks.stream().mapToInt(part -> part.text().length()).sum();
        return length <= LONGEST;
    }

    private static List<Part> facts(ApprovalView view) {
        ShownAction action = view.action();
        String files =
                action.files().stream()
                        .map(WholeAction::describe)
                        .collect(Collectors.joining(", "));
        return Stream.of(
                        Part.line("Agent", view.proposer().agentName()),
                        Part.line("On behalf of", view.proposer().operator()),
                        Part.line("Session", view.proposer().nativeSession()),
                        Part.line("Tool", action.tool()),
                        Part.line("Directory", action.cwd()),
                        Part.line("Effect", action.summary()),
                        Part.line("Files", files),
                        Part.line("Hosts", String.join(", ", action.hosts())),
                        Part.line("Tags", String.join(", ", action.effects())))
                .filter(part -> !part.text().isBlank())
                .toList();
    }

    private static String describe(FileTouch file) {
        return "%s (%s)".formatted(file.path(), file.access());
    }

    private static List<Part> blocks(ShownAction action) {
        List<Part> blocks = new ArrayList<>();
        action.command().ifPresent(command -> blocks.add(Part.block("Command", command)));
        action.diff().ifPresent(diff -> blocks.add(Part.block("Change", diff)));
        Map<String, Object> rest = argumentsNotYetShown(action);
        if (!rest.isEmpty()) {
            blocks.add(Part.block("Arguments", json(rest)));
        }
        return blocks.stream().filter(part -> !part.text().isEmpty()).toList();
    }

    /** An argument is left out only if every line of it stands in the command or the change. */
    private static Map<String, Object> argumentsNotYetShown(ShownAction action) {
        Set<String> shown = new HashSet<>();
        action.diff()
                .ifPresent(
                        diff ->
                                diff.lines()
                                        .filter(line -> !line.isEmpty())
                                        .map(line -> line.substring(1))
                                        .forEach(shown::add));
        action.files().forEach(file -> shown.add(file.path()));
        Map<String, Object> rest = new LinkedHashMap<>();
        action.input()
                .forEach(
                        (name, value) -> {
                            boolean seen =
                                    value instanceof String text
                                            && (action.command().filter(text::equals).isPresent()
                                                    || text.lines().allMatch(shown::contains));
                            if (!seen) {
                                rest.put(name, value);
                            }
                        });
        return rest;
    }

    private static String json(Map<String, Object> arguments) {
        try {
            return JSON.writeValueAsString(arguments);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Arguments came as JSON and go out as JSON", e);
        }
    }
}
