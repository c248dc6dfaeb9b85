package dev.countersign.ui;

import dev.countersign.approval.api.ApprovalStatus;
import dev.countersign.approval.api.ApprovalView;
import dev.countersign.approval.api.BypassStatus;
import dev.countersign.approval.api.BypassView;
import dev.countersign.approval.api.Choice;
import dev.countersign.approval.api.FileTouch;
import dev.countersign.approval.api.ShownAction;
import dev.countersign.approval.api.VoteView;
import dev.countersign.audit.api.Problem;
import dev.countersign.ui.text.Piece;
import dev.countersign.ui.text.VisibleText;
import io.quarkus.qute.TemplateExtension;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** How values are written for people. A tone names a colour and an icon of the style sheet. */
@TemplateExtension
public class Wording {

    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
                    .withZone(ZoneOffset.UTC);

    private Wording() {}

    static String clock(Instant time) {
        return CLOCK.format(time);
    }

    static String words(Duration duration) {
        long seconds = Math.max(0, duration.toSeconds());
        if (seconds < 60) {
            return seconds + " s";
        }
        if (seconds < 3600) {
            return seconds / 60 + " min";
        }
        String hours = seconds / 3600 + " h";
        return seconds % 3600 < 60 ? hours : hours + " " + seconds % 3600 / 60 + " min";
    }

    static String left(ApprovalView approval) {
        return words(Duration.between(approval.now(), approval.expiresAt()));
    }

    /** Such as "Approved by alice and bob"; empty if no person decided. */
    static String decidedBy(ApprovalView approval) {
        return switch (approval.status()) {
            case APPROVED, CONSUMED, LAPSED, INVALIDATED ->
                    "Approved by " + voters(approval, Choice.APPROVE);
            case DENIED ->
                    approval.votes().isEmpty() ? "" : "Denied by " + voters(approval, Choice.DENY);
            case PENDING, EXPIRED, CANCELLED -> "";
        };
    }

    /** Why it ended as it did, unless a vote that is shown says the same. */
    static String outcome(ApprovalView approval) {
        return approval.resolution()
                .filter(text -> !text.equals(decidedBy(approval) + "."))
                .filter(
                        text ->
                                approval.votes().stream()
                                        .noneMatch(vote -> vote.reason().equals(text)))
                .orElse("");
    }

    private static String voters(ApprovalView approval, Choice choice) {
        return approval.votes().stream()
                .filter(vote -> vote.counted() && vote.vote() == choice)
                .map(VoteView::voter)
                .collect(Collectors.joining(" and "));
    }

    static boolean isPending(ApprovalView approval) {
        return approval.status() == ApprovalStatus.PENDING;
    }

    static String label(ApprovalStatus status) {
        return switch (status) {
            case PENDING -> "Waiting";
            case APPROVED -> "Approved";
            case DENIED -> "Denied";
            case EXPIRED -> "Expired";
            case CANCELLED -> "Cancelled";
            case CONSUMED -> "Approved and used";
            case LAPSED -> "Approved, never used";
            case INVALIDATED -> "Approval withdrawn";
        };
    }

    static String tone(ApprovalStatus status) {
        return switch (status) {
            case PENDING -> "waiting";
            case APPROVED, CONSUMED -> "good";
            case DENIED -> "bad";
            case EXPIRED, CANCELLED, LAPSED, INVALIDATED -> "quiet";
        };
    }

    /** What the state means for the agent's call. */
    static String meaning(ApprovalStatus status) {
        return switch (status) {
            case PENDING -> "The call is held. Nothing runs until this is decided.";
            case APPROVED -> "The agent may run exactly this call, once.";
            case DENIED -> "The call was refused and did not run.";
            case EXPIRED -> "Nobody decided in time, so the call was refused and did not run.";
            case CANCELLED -> "The request was taken back; the call did not run.";
            case CONSUMED ->
                    "The call was released. The approval is spent and releases nothing else.";
            case LAPSED -> "It was approved, but the agent did not come back for it in time.";
            case INVALIDATED -> "It was approved, but the policy or its approvers no longer agree.";
        };
    }

    static String label(BypassStatus status) {
        return switch (status) {
            case REQUESTED -> "Asked for";
            case ACTIVE -> "In force";
            case DENIED -> "Denied";
            case LAPSED -> "Nobody voted";
            case EXPIRED -> "Ended";
            case REVOKED -> "Revoked";
        };
    }

    static String tone(BypassStatus status) {
        return switch (status) {
            case REQUESTED -> "waiting";
            case ACTIVE -> "alarm";
            case DENIED -> "bad";
            case LAPSED, EXPIRED, REVOKED -> "quiet";
        };
    }

    static String label(Choice choice) {
        return switch (choice) {
            case APPROVE -> "approved";
            case DENY -> "denied";
        };
    }

    static String tone(Choice choice) {
        return switch (choice) {
            case APPROVE -> "good";
            case DENY -> "bad";
        };
    }

    /** The tone of a policy's effect or a call's outcome, by its name. */
    static String toneOfEffect(String effect) {
        return switch (effect) {
            case "allow", "proceed", "approve" -> "good";
            case "warn", "require_approval" -> "waiting";
            case "deny", "kill", "block" -> "bad";
            default -> "quiet";
        };
    }

    static String inWords(String name) {
        return name.replace('_', ' ').replace('-', ' ');
    }

    static String left(BypassView bypass) {
        return bypass.endsAt()
                .map(end -> words(Duration.between(bypass.now(), end)))
                .orElse("not started");
    }

    static String icon(Problem problem) {
        return problem.status() >= 500 ? "cloud-off" : "search-x";
    }

    static String capitalised(String text) {
        return text.isEmpty() ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    static String initial(String name) {
        return name.isEmpty() ? "?" : name.substring(0, 1).toUpperCase(Locale.ROOT);
    }

    static String encoded(String parameter) {
        return URLEncoder.encode(parameter, StandardCharsets.UTF_8);
    }

    static List<Piece> visible(String text) {
        return VisibleText.of(text);
    }

    static List<Piece> pathPieces(FileTouch file) {
        return VisibleText.of(file.path());
    }

    static List<Piece> summaryPieces(ApprovalView approval) {
        return VisibleText.of(approval.action().summary());
    }

    /** One line of the literal action, for lists; deciding shows all of it. */
    static List<Piece> literalPieces(ApprovalView approval) {
        ShownAction action = approval.action();
        String literal =
                action.command()
                        .or(() -> action.files().stream().map(FileTouch::path).findFirst())
                        .orElse(action.tool());
        return VisibleText.of(literal.split("\n", 2)[0]);
    }

    static String channelName(VoteView vote) {
        return switch (vote.channel()) {
            case DASHBOARD -> "the dashboard";
            case SLACK -> "Slack";
            case API -> "the API";
        };
    }

    static String count(int number, String one, String many) {
        return number + " " + (number == 1 ? one : many);
    }
}
