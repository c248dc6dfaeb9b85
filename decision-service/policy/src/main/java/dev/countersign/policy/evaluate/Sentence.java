package dev.countersign.policy.evaluate;

import dev.countersign.policy.action.Fact;
import dev.countersign.policy.action.Facts;
import dev.countersign.policy.action.Place;
import dev.countersign.policy.action.Wild;
import dev.countersign.policy.language.Effect;
import dev.countersign.policy.language.Rule;
import dev.countersign.policy.masking.DeclaredSecrets;
import dev.countersign.policy.masking.Masker;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What an agent is told: what was found, which rule, what to do next. For one thread. */
final class Sentence {
    private static final int LONGEST = 160;
    private static final Pattern BLANKS = Pattern.compile("\\s+");

    private final Facts facts;
    private final DeclaredSecrets secrets;
    private @Nullable String command;

    Sentence(Facts facts, DeclaredSecrets secrets) {
        this.facts = facts;
        this.secrets = secrets;
    }

    String of(Effect effect, Rule rule, List<Fact> about) {
        if (rule.message().isPresent()) {
            return filled(rule.message().get(), about);
        }
        Fact first = about.getFirst();
        return shortened(first.show())
                + switch (effect) {
                    case ALLOW -> " is allowed";
                    case WARN -> " goes on with a warning";
                    case REQUIRE_APPROVAL -> " needs a human's approval";
                    case DENY -> " is denied";
                    case KILL -> " ends this session";
                }
                + ": "
                + rule.title()
                + " ("
                + rule.id()
                + ", "
                + rule.source()
                + ")."
                + next(effect, first);
    }

    private static String next(Effect effect, Fact fact) {
        return switch (effect) {
            case ALLOW, WARN -> "";
            case REQUIRE_APPROVAL ->
                    " Wait for the decision, or propose a call that does not need it.";
            case KILL -> " Stop now; a human has to look at this session.";
            case DENY -> otherWay(fact);
        };
    }

    private static String otherWay(Fact fact) {
        return switch (fact) {
            case Fact.Invocation invocation ->
                    " Use a command that the policy allows, or ask a human to run this one.";
            case Fact.FileAccess file -> " Leave this file alone, or ask a human to do it.";
            case Fact.Egress egress ->
                    " Use a host that the policy lists, or ask for this one to be added.";
            case Fact.McpCall call ->
                    " Use a tool that the policy lists, or ask for this one to be added.";
            case Fact.ApiCall call ->
                    " Use an operation that the policy allows, or ask a human to do it.";
            case Fact.CredentialUse use ->
                    " Use a credential that is meant for this session, or ask a human to do it.";
            case Fact.ToolUse use -> " Do it another way, or ask a human.";
            case Fact.EffectTag tag -> " Find a way without this effect, or ask a human to do it.";
            case Fact.Opaque opaque ->
                    " Write it out plainly, in separate calls with literal arguments, and try again.";
        };
    }

    /** Fills {@code {{paths}}}, {@code {{command}}}, {@code {{host}}} and {@code {{tool}}}. */
    String filled(String message, List<Fact> about) {
        if (!message.contains("{{")) {
            return message;
        }
        return message.replace("{{paths}}", listed(about, this::placeOrSubject))
                .replace("{{command}}", command())
                .replace(
                        "{{host}}",
                        listed(
                                about,
                                fact ->
                                        fact instanceof Fact.Egress egress
                                                ? Optional.of(Wild.show(egress.host()))
                                                : Optional.empty()))
                .replace("{{tool}}", facts.action().tool());
    }

    private String command() {
        String known = command;
        if (known == null) {
            known =
                    shortened(
                            facts.action()
                                    .text("command")
                                    .map(Masker.shipped()::command)
                                    .orElse(facts.action().tool()));
            command = known;
        }
        return known;
    }

    private String listed(List<Fact> about, Function<Fact, Optional<String>> name) {
        return shortened(
                about.stream()
                        .flatMap(fact -> name.apply(fact).stream())
                        .distinct()
                        .collect(Collectors.joining(", ")));
    }

    /**
     * What a fact is about: a file, else what else it names, else the command that it is part of.
     */
    private Optional<String> placeOrSubject(Fact fact) {
        return switch (fact) {
            case Fact.FileAccess file -> Optional.of(file.place().show());
            case Fact.EffectTag tag ->
                    tag.place()
                            .map(Place::show)
                            .or(() -> Optional.of(Wild.show(tag.subject())))
                            .filter(name -> !name.isEmpty())
                            .or(() -> command(tag));
            case Fact.Invocation i -> Optional.empty();
            case Fact.Egress e -> Optional.empty();
            case Fact.McpCall m -> Optional.empty();
            case Fact.ToolUse t -> Optional.empty();
            case Fact.ApiCall a -> Optional.empty();
            case Fact.CredentialUse c -> Optional.empty();
            case Fact.Opaque o -> Optional.empty();
        };
    }

    private Optional<String> command(Fact.EffectTag tag) {
        return facts.together(tag).stream()
                .filter(Fact.Invocation.class::isInstance)
                .map(Fact::show)
                .findFirst();
    }

    private String shortened(String text) {
        String line = secrets.hiddenIn(BLANKS.matcher(text).replaceAll(" ").trim());
        if (line.length() <= LONGEST) {
            return line;
        }
        // Half a secret would not be known for one any more.
        String masked = Masker.shipped().text(line);
        return masked.length() <= LONGEST ? masked : masked.substring(0, LONGEST - 1) + "…";
    }
}
