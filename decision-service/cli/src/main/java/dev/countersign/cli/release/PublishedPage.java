package dev.countersign.cli.release;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countersign.cli.connection.Answer;
import dev.countersign.cli.terminal.Visible;
import java.io.PrintWriter;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What decision-service says of a policy that it took, for people. */
final class PublishedPage {
    private final Answer answer;
    private final PrintWriter out;

    PublishedPage(Answer answer, PrintWriter out) {
        this.answer = answer;
        this.out = out;
    }

    /**
     * @param file what was sent
     */
    void stored(String file) {
        policy(file);
        out.println(
                "It is not in force before it is activated: agent-policy activate "
                        + answer.policy());
    }

    void outOfForce() {
        out.println(answer.policy() + " is out of force; other layers and the baseline stay.");
    }

    void declined() {
        out.println(answer.policy() + ": the change waits no more, and nothing was changed.");
    }

    void inForce(String file) {
        policy(file);
        String patterns =
                StreamSupport.stream(answer.json().path("active_for").spliterator(), false)
                        .map(JsonNode::asText)
                        .collect(Collectors.joining(", "));
        out.println(Visible.line("It is in force for " + patterns + "."));
    }

    /** What would change, who asked, and who may confirm it how. */
    void waiting() {
        JsonNode waiting = answer.json().path("waiting");
        waiting.path("diff").asText("").lines().map(Visible::line).forEach(out::println);
        out.println(
                answer.policy()
                        + (waiting.path("change").asText("").equals("deactivation")
                                ? " is still in force: taking it out waits for a second person."
                                : " is not in force: it waits for a second person."));
        told("asked by", waiting.path("asked_by"));
        told("since", waiting.path("since"));
        told("ends", waiting.path("expires_at"));
        told("may confirm:", waiting.path("may_confirm"));
        out.println(
                Visible.line(
                        "  with: agent-policy confirm %s %s"
                                .formatted(answer.policy(), waiting.path("request").asText(""))));
        out.println(
                "  or refuse it: agent-policy decline %s --reason TEXT".formatted(answer.policy()));
    }

    private void told(String what, JsonNode value) {
        if (!value.asText("").isEmpty()) {
            out.println(Visible.line("  " + what + " " + value.asText()));
        }
    }

    private void policy(String file) {
        JsonNode policy = answer.json();
        Answer.places(policy.path("warnings"), file)
                .forEach(warning -> out.println("warning: " + warning));
        out.println(
                Stream.of("id", "version", "name")
                        .map(name -> policy.path(name).asText(""))
                        .filter(text -> !text.isEmpty())
                        .map(Visible::line)
                        .collect(Collectors.joining("  ")));
    }
}
