package dev.countersign.approval.slack;

import static dev.countersign.approval.slack.Requests.aRequest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.slack.api.util.json.GsonFactory;
import dev.countersign.approval.api.ApprovalStatus;
import dev.countersign.approval.api.ApprovalView;
import dev.countersign.approval.api.Channel;
import dev.countersign.approval.api.Choice;
import dev.countersign.approval.api.FileTouch;
import dev.countersign.approval.api.ShownAction;
import dev.countersign.approval.api.VoteView;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class CardTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void a_pending_request_shows_everything_and_can_be_decided() {
        Card card = Card.of(aRequest().view(), 1, "n1");

        assertThat(readable(card))
                .isEqualTo(
                        """
                        # Approval needed
                        Agent  build-bot
                        On behalf of  dave
                        Session  s-1
                        Tool  Bash
                        Directory  /home/dave/app
                        Effect  Deletes a directory tree
                        Files  /srv/cache (delete)
                        Tags  fs.delete.tree
                        Why  Deleting needs a human.
                        Rule  prod-destructive: Ask on-call first.
                        Decides  approvers
                        Command
                        ```rm -rf /srv/cache```
                        Expires <!date^1795179600^{date_short_pretty} {time}|2026-11-20 13:00 UTC> · 0 of 1 approvals · digest `9f86d081`
                        [approve v1:apr_01kazzzzzzfzzrzzzzzzzzzzzz:9f86d081884c7d65:n1]
                        [deny v1:apr_01kazzzzzzfzzrzzzzzzzzzzzz:9f86d081884c7d65:n1]
                        [open http://127.0.0.1:8080/approvals/apr_01kazzzzzzfzzrzzzzzzzzzzzz]
                        """);
        assertThat(card.text()).isEqualTo("Approval needed: agent build-bot wants to use Bash");
        assertThat(card.approvable()).isTrue();
    }

    @Test
    void a_decided_request_says_who_what_when_and_why_and_has_no_buttons() {
        ApprovalView view =
                aRequest()
                        .votes(vote("bob", Choice.DENY, "Wrong environment"))
                        .ended(ApprovalStatus.DENIED, "bob denied it: Wrong environment")
                        .view();

        Card card = Card.of(view, 2, "n2");

        assertThat(readable(card))
                .endsWith(
                        """
                        Vote  bob denied in slack: Wrong environment
                        Result  Denied. bob denied it: Wrong environment
                        Ended <!date^1795177860^{date_short_pretty} {time}|2026-11-20 12:31 UTC> · 1 of 1 approvals · digest `9f86d081`
                        """);
        assertThat(card.approvable()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(ApprovalStatus.class)
    void every_status_keeps_slacks_limits(ApprovalStatus status) {
        ApprovalView view = aRequest().ended(status, "Because.").view();

        assertThat(breaches(Card.of(view, 1, "n1"))).isEmpty();
        assertThat(breaches(Card.plain(view, 1))).isEmpty();
    }

    static Stream<Arguments> tooLong() {
        return Stream.of(
                argumentSet("a 10 kB command", Requests.command("x".repeat(10_000))),
                argumentSet("just too long", Requests.command("x".repeat(2_950))),
                argumentSet("escaped too long", Requests.command("\u202e".repeat(600))),
                argumentSet(
                        "arguments",
                        action(Optional.empty(), Map.of("query", "y".repeat(4_000)), List.of())),
                argumentSet(
                        "an argument beside the change",
                        action(Optional.of("+a"), Map.of("hidden", "y".repeat(4_000)), List.of())),
                argumentSet(
                        "files",
                        action(
                                Optional.of("+a"),
                                Map.of(),
                                IntStream.range(0, 300)
                                        .mapToObj(i -> new FileTouch("/srv/file-" + i, "write"))
                                        .toList())));
    }

    @ParameterizedTest
    @MethodSource("tooLong")
    void what_does_not_fit_cannot_be_approved_or_denied_here(ShownAction action) {
        Card card = Card.of(aRequest().doing(action).view(), 1, "n1");

        assertThat(card.approvable()).isFalse();
        assertThat(readable(card))
                .contains("too long for Slack. Open it in the dashboard to decide.")
                .contains("[open ")
                .doesNotContain("[approve ", "[deny ", "xxxx", "yyyy");
        assertThat(breaches(card)).isEmpty();
    }

    static Stream<Arguments> hostile() {
        return Stream.of(
                argumentSet("ping", "echo <!channel>", "```echo <!channel>```"),
                argumentSet(
                        "fake link",
                        "curl <https://evil.example|trusted.example>",
                        "```curl <https://evil.example|trusted.example>```"),
                argumentSet(
                        "right to left override",
                        "cat safe\u202egpj.sh",
                        "```cat safe⟦U+202E⟧gpj.sh```"),
                argumentSet("zero width", "rm\u200b -rf\u00a0/", "```rm⟦U+200B⟧ -rf⟦U+00A0⟧/```"),
                argumentSet("escape sequence", "echo \u001b[2K", "```echo ⟦U+001B⟧[2K```"),
                argumentSet("carriage return", "rm -rf /\rls", "```rm -rf /⟦U+000D⟧ls```"),
                argumentSet("a fake escape", "echo ⟦U+202E⟧", "```echo ⟦U+27E6⟧U+202E⟦U+27E7⟧```"),
                argumentSet("tag letters", "ls \udb40\udc41", "```ls ⟦U+E0041⟧```"),
                argumentSet("half a pair", "ls \ud800", "```ls ⟦U+D800⟧```"),
                argumentSet("code fence", "echo ``` *bold*", "```echo ``` *bold*```"),
                argumentSet("lines stay", "a\n\tb", "```a\n\tb```"));
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void hostile_text_is_shown_literally(String command, String shown) {
        Card card = Card.of(aRequest().running(command).view(), 1, "n1");

        assertThat(readable(card)).contains(shown);
        assertThat(breaches(card)).isEmpty();
    }

    @Test
    void the_notification_escapes_slacks_markup() {
        ShownAction action =
                new ShownAction(
                        "<!here> & <@U1>",
                        "/",
                        "",
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        List.of(),
                        List.of(),
                        Map.of());

        Card card = Card.of(aRequest().doing(action).view(), 1, "n1");

        assertThat(card.text())
                .isEqualTo(
                        "Approval needed: agent build-bot wants to use &lt;!here&gt; &amp;"
                                + " &lt;@U1&gt;");
    }

    @Test
    void arguments_that_stand_in_the_change_are_not_repeated() {
        ShownAction action =
                action(
                        Optional.of("--- a\n+++ b\n-old\n+new\n+lines\n"),
                        Map.of("content", "new\nlines", "mode", 755),
                        List.of());

        Card card = Card.of(aRequest().doing(action).view(), 1, "n1");

        assertThat(readable(card)).contains("\"mode\" : 755").doesNotContain("content");
    }

    @Test
    void the_digest_changes_with_anything_that_is_shown() {
        String one = Card.of(aRequest().view(), 1, "n1").digest();

        assertThat(one).matches("[0-9a-f]{64}");
        assertThat(Card.of(aRequest().view(), 1, "n1").digest()).isEqualTo(one);
        assertThat(Card.of(aRequest().view(), 1, "n2").digest()).isNotEqualTo(one);
        assertThat(Card.of(aRequest().running("rm -rf /srv/cache ").view(), 1, "n1").digest())
                .isNotEqualTo(one);
    }

    @Test
    void the_thread_tells_the_story_of_the_votes() {
        ApprovalView view =
                aRequest()
                        .votes(vote("alice", Choice.APPROVE, ""), vote("bob", Choice.DENY, "<no>"))
                        .ended(ApprovalStatus.DENIED, "bob denied it: <no>")
                        .view();

        assertThat(Card.story(view))
                .isEqualTo(
                        """
                        Denied. bob denied it: &lt;no&gt;
                        • alice approved in slack
                        • bob denied in slack: &lt;no&gt;""");
    }

    private static ShownAction action(
            Optional<String> diff, Map<String, Object> input, List<FileTouch> files) {
        return new ShownAction(
                "Write",
                "/srv",
                "Writes",
                Optional.empty(),
                diff,
                files,
                List.of(),
                List.of(),
                input);
    }

    private static VoteView vote(String voter, Choice choice, String reason) {
        return new VoteView(
                voter,
                List.of(),
                choice,
                reason,
                Channel.SLACK,
                Instant.parse("2026-11-20T12:31:00Z"),
                true);
    }

    private static List<String> breaches(Card card) {
        return SlackRules.breachesInMessage(card.text(), blocks(card));
    }

    private static JsonNode blocks(Card card) {
        try {
            return JSON.readTree(GsonFactory.createSnakeCase().toJson(card.blocks()));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    /** The card as a person reads it, from the JSON that Slack gets. */
    private static String readable(Card card) {
        return StreamSupport.stream(blocks(card).spliterator(), false)
                .map(CardTest::readable)
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private static String readable(JsonNode block) {
        return switch (block.path("type").asText()) {
            case "header" -> "# " + block.at("/text/text").asText();
            case "rich_text" -> join(block, "\n", CardTest::richText);
            case "context" -> join(block, "", element -> element.path("text").asText());
            case "actions" ->
                    join(
                            block,
                            "\n",
                            button ->
                                    "[%s %s]"
                                            .formatted(
                                                    button.path("action_id").asText(),
                                                    button.path("value")
                                                            .asText(button.path("url").asText())));
            default -> throw new AssertionError(block);
        };
    }

    private static String richText(JsonNode element) {
        String text = join(element, "", run -> run.path("text").asText());
        return element.path("type").asText().equals("rich_text_preformatted")
                ? "```" + text + "```"
                : text;
    }

    private static String join(
            JsonNode parent, String separator, java.util.function.Function<JsonNode, String> each) {
        return StreamSupport.stream(parent.path("elements").spliterator(), false)
                .map(each)
                .collect(Collectors.joining(separator));
    }
}
