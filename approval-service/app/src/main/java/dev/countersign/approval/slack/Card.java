package dev.countersign.approval.slack;

import static com.slack.api.model.block.composition.BlockCompositions.markdownText;

import com.slack.api.model.block.ActionsBlock;
import com.slack.api.model.block.ContextBlock;
import com.slack.api.model.block.HeaderBlock;
import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.block.RichTextBlock;
import com.slack.api.model.block.composition.ConfirmationDialogObject;
import com.slack.api.model.block.composition.PlainTextObject;
import com.slack.api.model.block.element.BlockElement;
import com.slack.api.model.block.element.ButtonElement;
import com.slack.api.model.block.element.RichTextElement;
import com.slack.api.model.block.element.RichTextPreformattedElement;
import com.slack.api.model.block.element.RichTextSectionElement;
import com.slack.api.util.json.GsonFactory;
import dev.countersign.approval.api.ApprovalStatus;
import dev.countersign.approval.api.ApprovalView;
import dev.countersign.approval.api.MatchedRule;
import dev.countersign.approval.api.PanelView;
import dev.countersign.approval.api.VoteView;
import dev.countersign.approval.slack.WholeAction.Part;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One drawing of a request as a Slack message. What comes from agents stands only in rich text,
 * which Slack does not interpret, and with everything invisible written out.
 *
 * @param text what phones and screen readers show instead of the blocks
 * @param approvable whether the drawing has an approve button; never if any part of the action did
 *     not fit
 */
record Card(String text, List<LayoutBlock> blocks, boolean approvable) {

    static final String APPROVE = "approve";
    static final String DENY = "deny";
    static final String OPEN = "open";

    private static final int LONGEST_REMARK = 300;
    private static final int MOST_RULES = 3;
    private static final int MOST_VOTES = 8;
    private static final DateTimeFormatter UTC =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    /**
     * @param revision counts the drawings of this card
     * @param nonce tells this drawing from all others
     */
    static Card of(ApprovalView view, int revision, String nonce) {
        WholeAction action = WholeAction.of(view);
        if (action.fits()) {
            Card whole = draw(view, Optional.of(action), revision, nonce);
            if (Limits.allow(whole.text(), whole.blocks())) {
                return whole;
            }
        }
        Card link = draw(view, Optional.empty(), revision, nonce);
        Limits.check(link.text(), link.blocks());
        return link;
    }

    /** What is left if Slack will not take anything else: a link and no decision. */
    static Card plain(ApprovalView view, int revision) {
        return new Card(
                headline(view),
                List.of(
                        HeaderBlock.builder().text(plain(title(view.status()))).build(),
                        context(view),
                        actions(view, revision, List.of(openButton(view)))),
                false);
    }

    /** Hexadecimal SHA-256 of the message exactly as it is handed to Slack. */
    String digest() {
        String shown = text + "\n" + GsonFactory.createSnakeCase().toJson(blocks);
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(shown.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every JDK", e);
        }
    }

    /** What happened, for the thread below the card. */
    static String story(ApprovalView view) {
        String votes =
                view.votes().stream()
                        .map(vote -> "\n• " + Visible.markup(describe(vote)))
                        .collect(Collectors.joining());
        return Visible.markup(title(view.status()) + ending(view)) + votes;
    }

    private static Card draw(
            ApprovalView view, Optional<WholeAction> action, int revision, String nonce) {
        boolean pending = view.status() == ApprovalStatus.PENDING;
        boolean approvable = pending && action.isPresent() && !view.requirement().stepUp();
        List<LayoutBlock> blocks = new ArrayList<>();
        blocks.add(HeaderBlock.builder().text(plain(title(view.status()))).build());
        blocks.add(facts(view, action));
        action.ifPresent(whole -> whole.blocks().forEach(part -> blocks.add(code(part))));
        if (!view.votes().isEmpty() || !pending) {
            blocks.add(outcome(view));
        }
        blocks.add(context(view));
        if (pending) {
            blocks.add(actions(view, revision, buttons(view, approvable, nonce)));
        }
        return new Card(headline(view), List.copyOf(blocks), approvable);
    }

    private static String title(ApprovalStatus status) {
        return switch (status) {
            case PENDING -> "Approval needed";
            case APPROVED -> "Approved";
            case DENIED -> "Denied";
            case EXPIRED -> "Expired, nobody decided in time";
            case CANCELLED -> "Cancelled";
            case CONSUMED -> "Approved and released";
            case LAPSED -> "Approved, but not used in time";
            case INVALIDATED -> "Approval no longer valid";
        };
    }

    private static String headline(ApprovalView view) {
        return Visible.markup(
                brief(
                        "%s: agent %s wants to use %s"
                                .formatted(
                                        title(view.status()),
                                        view.proposer().agentName(),
                                        view.action().tool())));
    }

    private static RichTextBlock facts(ApprovalView view, Optional<WholeAction> action) {
        List<Part> facts =
                new ArrayList<>(action.map(WholeAction::facts).orElseGet(() -> tooLong(view)));
        facts.add(Part.line("Why", brief(view.reason())));
        view.rules().stream()
                .limit(MOST_RULES)
                .map(rule -> Part.line("Rule", brief(describe(rule))))
                .forEach(facts::add);
        view.panels().forEach(panel -> facts.add(Part.line("Decides", brief(describe(panel)))));
        if (view.requirement().stepUp()) {
            facts.add(Part.line("Sign-in", "Approving needs a fresh one, in the dashboard."));
        }
        return lines(facts);
    }

    private static String describe(PanelView panel) {
        String groups = String.join(" or ", panel.groups());
        return panel.quorum() == 1 ? groups : "%d of %s".formatted(panel.quorum(), groups);
    }

    private static List<Part> tooLong(ApprovalView view) {
        return List.of(
                Part.line("Agent", brief(view.proposer().agentName())),
                Part.line("On behalf of", brief(view.proposer().operator())),
                Part.line("Tool", brief(view.action().tool())),
                Part.line("Action", "too long for Slack. Open it in the dashboard to decide."));
    }

    private static RichTextBlock code(Part part) {
        return RichTextBlock.builder()
                .elements(
                        List.of(
                                RichTextSectionElement.builder()
                                        .elements(List.of(bold(part.label())))
                                        .build(),
                                RichTextPreformattedElement.builder()
                                        .elements(List.of(run(part.text())))
                                        .build()))
                .build();
    }

    private static RichTextBlock outcome(ApprovalView view) {
        List<Part> lines =
                view.votes().stream()
                        .limit(MOST_VOTES)
                        .map(vote -> Part.line("Vote", describe(vote)))
                        .collect(Collectors.toCollection(ArrayList::new));
        if (view.status() != ApprovalStatus.PENDING) {
            lines.add(Part.line("Result", title(view.status()) + ending(view)));
        }
        return lines(lines);
    }

    private static RichTextBlock lines(List<Part> parts) {
        List<RichTextElement> runs = new ArrayList<>();
        for (Part part : parts) {
            String lineBreak = runs.isEmpty() ? "" : "\n";
            runs.add(bold(lineBreak + part.label()));
            runs.add(run("  " + part.text()));
        }
        return RichTextBlock.builder()
                .elements(List.of(RichTextSectionElement.builder().elements(runs).build()))
                .build();
    }

    private static String describe(MatchedRule rule) {
        return rule.message().isBlank() ? rule.id() : rule.id() + ": " + rule.message();
    }

    private static String describe(VoteView vote) {
        String verb =
                switch (vote.vote()) {
                    case APPROVE -> "approved";
                    case DENY -> "denied";
                };
        String said = vote.reason().isBlank() ? "" : ": " + brief(vote.reason());
        String counted = vote.counted() ? "" : " (too late to count)";
        return "%s %s in %s%s%s".formatted(vote.voter(), verb, vote.channel(), counted, said);
    }

    private static String ending(ApprovalView view) {
        return view.resolution().map(why -> ". " + brief(why)).orElse("");
    }

    private static ContextBlock context(ApprovalView view) {
        String when =
                view.status() == ApprovalStatus.PENDING
                        ? "Expires " + date(view.expiresAt())
                        : "Ended " + date(view.resolvedAt().orElse(view.now()));
        String line =
                "%s · %d of %d approvals · digest `%s`"
                        .formatted(
                                when,
                                view.approvals(),
                                view.requirement().quorum(),
                                view.digest().substring(0, Math.min(8, view.digest().length())));
        return ContextBlock.builder().elements(List.of(markdownText(line))).build();
    }

    /** Shown in the reader's own time zone. */
    private static String date(Instant at) {
        return "<!date^%d^{date_short_pretty} {time}|%s>"
                .formatted(at.getEpochSecond(), UTC.format(at));
    }

    private static List<BlockElement> buttons(ApprovalView view, boolean approvable, String nonce) {
        if (!approvable) {
            return List.of(openButton(view));
        }
        String value = ButtonValue.of(view.id(), view.digest(), nonce).toString();
        return List.of(
                ButtonElement.builder()
                        .actionId(APPROVE)
                        .style("primary")
                        .value(value)
                        .text(plain("Approve once"))
                        .confirm(confirm())
                        .build(),
                ButtonElement.builder()
                        .actionId(DENY)
                        .style("danger")
                        .value(value)
                        .text(plain("Deny…"))
                        .build(),
                openButton(view));
    }

    /** Slack wants a new identifier for each drawing. */
    private static ActionsBlock actions(
            ApprovalView view, int revision, List<BlockElement> buttons) {
        return ActionsBlock.builder()
                .blockId("appr:%s:%d".formatted(view.id(), revision))
                .elements(buttons)
                .build();
    }

    private static ButtonElement openButton(ApprovalView view) {
        return ButtonElement.builder()
                .actionId(OPEN)
                .url(view.url())
                .text(plain("Open in dashboard"))
                .build();
    }

    private static ConfirmationDialogObject confirm() {
        return ConfirmationDialogObject.builder()
                .title(plain("Approve this action?"))
                .text(plain("The agent will run exactly this, once."))
                .confirm(plain("Approve"))
                .deny(plain("Go back"))
                .style("primary")
                .build();
    }

    private static RichTextSectionElement.Text run(String text) {
        return RichTextSectionElement.Text.builder().text(text).build();
    }

    private static RichTextSectionElement.Text bold(String text) {
        return RichTextSectionElement.Text.builder()
                .text(text)
                .style(RichTextSectionElement.TextStyle.builder().bold(true).build())
                .build();
    }

    private static PlainTextObject plain(String text) {
        return PlainTextObject.builder().text(text).emoji(false).build();
    }

    private static String brief(String text) {
        return text.length() <= LONGEST_REMARK ? text : text.substring(0, LONGEST_REMARK) + "…";
    }
}
