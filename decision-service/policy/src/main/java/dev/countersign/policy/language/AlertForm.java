package dev.countersign.policy.language;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Reads {@code alerts}. */
final class AlertForm {
    private static final List<String> PER =
            Stream.of(Alert.Per.values()).map(Alert.Per::id).toList();
    private static final List<String> SEEN =
            Stream.of(Alert.Seen.values()).map(Alert.Seen::id).toList();
    private static final List<String> ACTIONS =
            Stream.of(Alert.Action.values()).map(Alert.Action::id).toList();
    private static final List<String> WHEN =
            List.of("effect", "count", "within", "by", "first_seen", "no_decision_for", "while");

    private final Section top;
    private final List<Alert> alerts = new ArrayList<>();

    AlertForm(Section top) {
        this.top = top;
        top.each(
                "alerts",
                item ->
                        top.section("alerts", item, List.of("id", "when", "notify", "action"))
                                .ifPresent(this::alert));
        refuseSameIds();
    }

    List<Alert> alerts() {
        return List.copyOf(alerts);
    }

    private void alert(Section form) {
        Optional<String> id = form.required("id");
        List<String> notify = form.texts("notify", AlertForm::channel);
        if (!form.has("notify")) {
            form.wrong("\"notify\" is missing in alerts");
        }
        Optional<Alert.Action> action = form.word("action", Alert::action, ACTIONS);
        if (!form.has("when")) {
            form.wrong("\"when\" is missing in alerts");
        }
        Optional<Alert.When> when = form.section("when", WHEN).flatMap(AlertForm::when);
        if (id.isPresent() && when.isPresent()) {
            alerts.add(new Alert(id.get(), when.get(), notify, action, form.source()));
        }
    }

    private static Optional<Alert.When> when(Section when) {
        long kinds = Stream.of("effect", "first_seen", "no_decision_for").filter(when::has).count();
        if (kinds != 1) {
            when.wrong("an alert is about effect, first_seen or no_decision_for; give one of them");
            return Optional.empty();
        }
        if (when.has("effect")) {
            return repeated(when);
        }
        return when.has("first_seen") ? firstSeen(when) : silent(when);
    }

    private static Optional<Alert.When> repeated(Section when) {
        refuse(when, List.of("while"));
        Set<Effect> effects = new TreeSet<>(when.words("effect", Effect::byId, Words.EFFECTS));
        if (!when.has("within")) {
            when.wrong("\"within\" is missing in alerts.when");
        }
        int count = when.integer("count", 1).orElse(1);
        Alert.Per by = per(when);
        return Durations.read(when, "within")
                .map(within -> new Alert.When.Repeated(Set.copyOf(effects), count, within, by));
    }

    private static Optional<Alert.When> firstSeen(Section when) {
        refuse(when, List.of("count", "within", "while"));
        Alert.Per by = per(when);
        return when.word("first_seen", Alert::seen, SEEN)
                .map(what -> new Alert.When.FirstSeen(what, by));
    }

    private static Optional<Alert.When> silent(Section when) {
        refuse(when, List.of("count", "within", "by"));
        when.word(
                "while",
                word -> word.equals("session_active") ? Optional.of(word) : Optional.empty(),
                List.of("session_active"));
        return Durations.read(when, "no_decision_for").map(Alert.When.Silent::new);
    }

    private static void refuse(Section when, List<String> keys) {
        for (String key : keys) {
            when.refuse(key, "\"" + key + "\" does not belong to this kind of alert");
        }
    }

    private static Alert.Per per(Section when) {
        return when.word("by", Alert::per, PER).orElse(Alert.Per.SESSION);
    }

    private static String channel(String text) {
        if (!text.matches("(slack|email|webhook):[A-Za-z0-9][A-Za-z0-9._-]{0,99}")) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is no channel; write slack:NAME, email:NAME or webhook:NAME");
        }
        return text;
    }

    private void refuseSameIds() {
        Map<String, Source> seen = new LinkedHashMap<>();
        for (Alert alert : alerts) {
            Source first = seen.putIfAbsent(alert.id(), alert.source());
            if (first != null) {
                top.errors()
                        .at(
                                alert.source(),
                                "the alert \""
                                        + alert.id()
                                        + "\" is already at line "
                                        + first.line());
            }
        }
    }
}
