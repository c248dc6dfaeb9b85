package dev.countersign.approval.slack;

import com.google.gson.JsonParseException;
import com.slack.api.Slack;
import com.slack.api.SlackConfig;
import com.slack.api.methods.MethodsClient;
import com.slack.api.methods.SlackApiException;
import com.slack.api.methods.SlackApiTextResponse;
import com.slack.api.model.view.View;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Everything we ask of Slack, through its SDK. Does not retry: the saved rows do. */
class SlackGateway {

    /** Where a message is. Both are Slack's text and never numbers. */
    record Posted(String channel, String ts) {}

    private static final int CALL_MILLIS = 4_000;
    private static final int READ_MILLIS = 3_000;
    private static final Duration DEFAULT_WAIT = Duration.ofSeconds(5);

    private final MethodsClient slack;

    SlackGateway(Workspace workspace) {
        SlackConfig config = new SlackConfig();
        config.setMethodsEndpointUrlPrefix(workspace.apiUrl().toString());
        config.setProxyUrl(workspace.proxyUrl().map(URI::toString).orElse(null));
        config.setHttpClientCallTimeoutMillis(CALL_MILLIS);
        config.setHttpClientReadTimeoutMillis(READ_MILLIS);
        config.setStatsEnabled(false);
        slack = Slack.getInstance(config).methods(workspace.botToken().value(), workspace.teamId());
    }

    Answer<Posted> post(String channel, Card card) {
        return ask(
                () ->
                        slack.chatPostMessage(
                                message ->
                                        message.channel(channel)
                                                .text(card.text())
                                                .blocks(card.blocks())
                                                .unfurlLinks(false)
                                                .unfurlMedia(false)),
                posted -> new Posted(posted.getChannel(), posted.getTs()));
    }

    Answer<Posted> update(Posted at, Card card) {
        return ask(
                () ->
                        slack.chatUpdate(
                                message ->
                                        message.channel(at.channel())
                                                .ts(at.ts())
                                                .text(card.text())
                                                .blocks(card.blocks())),
                updated -> at);
    }

    /** Writes below a message. The text is Slack's markup and escaped already. */
    Answer<Posted> reply(Posted to, String text) {
        return ask(
                () ->
                        slack.chatPostMessage(
                                message ->
                                        message.channel(to.channel())
                                                .threadTs(to.ts())
                                                .text(text)
                                                .unfurlLinks(false)
                                                .unfurlMedia(false)),
                posted -> new Posted(posted.getChannel(), posted.getTs()));
    }

    /** Tells one person something that nobody else sees. It may never arrive. */
    Answer<String> whisper(String channel, String person, String text) {
        return ask(
                () -> slack.chatPostEphemeral(n -> n.channel(channel).user(person).text(text)),
                said -> person);
    }

    /** Works once, and only within three seconds of the click that gave the trigger. */
    Answer<String> open(String trigger, View view) {
        return ask(
                () -> slack.viewsOpen(modal -> modal.triggerId(trigger).view(view)),
                opened -> opened.getView().getId());
    }

    Answer<SlackPerson> person(String id) {
        return ask(
                () -> slack.usersInfo(user -> user.user(id)),
                found -> SlackPerson.of(found.getUser()));
    }

    private interface Call<R> {
        R make() throws IOException, SlackApiException;
    }

    private static <R extends SlackApiTextResponse, T> Answer<T> ask(
            Call<R> call, Function<R, T> result) {
        try {
            R response = call.make();
            if (!response.isOk()) {
                return Answer.Failed.with(nameOf(response.getError()));
            }
            return new Answer.Done<>(result.apply(response));
        } catch (SlackApiException refused) {
            return refusedWith(refused);
        } catch (IOException | JsonParseException unreachable) {
            return Answer.Failed.with(unreachable.getClass().getSimpleName());
        }
    }

    private static <T> Answer<T> refusedWith(SlackApiException refused) {
        int status = refused.getResponse().code();
        if (status != 429) {
            return new Answer.Failed<>(Fault.LATER, "http_" + status, Duration.ZERO);
        }
        return new Answer.Failed<>(
                Fault.LATER, "ratelimited", seconds(refused.getResponse().header("Retry-After")));
    }

    private static Duration seconds(@Nullable String header) {
        return header != null && header.matches("[0-9]{1,5}")
                ? Duration.ofSeconds(Long.parseLong(header))
                : DEFAULT_WAIT;
    }

    private static String nameOf(@Nullable String error) {
        return error == null || error.isBlank() ? "unknown" : error;
    }
}
