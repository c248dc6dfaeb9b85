package dev.countersign.policy.suite;

import dev.countersign.policy.condition.Condition;
import dev.countersign.policy.condition.ContentIs;
import dev.countersign.policy.condition.MoreFilesThan;
import dev.countersign.policy.condition.SessionOlderThan;
import dev.countersign.policy.condition.TimeIs;
import java.util.Optional;
import java.util.stream.Stream;

/** A condition with another limit, side or content. */
final class AlteredValue {
    private AlteredValue() {}

    static Stream<Altered<Condition>> of(MoreFilesThan files) {
        var more =
                new Altered<Condition>(
                        "more than %d files".formatted(files.most() + 1),
                        new MoreFilesThan(files.most() + 1));
        return files.most() == 0
                ? Stream.of(more)
                : Stream.of(
                        more,
                        new Altered<>(
                                "more than %d files".formatted(files.most() - 1),
                                new MoreFilesThan(files.most() - 1)));
    }

    static Stream<Altered<Condition>> of(ContentIs content) {
        Stream.Builder<Altered<Condition>> altered = Stream.builder();
        boolean says = content.pattern().isPresent() || content.secret().isPresent();
        if (says && content.names().isPresent()) {
            altered.add(
                    new Altered<>(
                            "without the language of content",
                            new ContentIs(content.pattern(), content.secret(), Optional.empty())));
            altered.add(
                    new Altered<>(
                            "whatever the content",
                            new ContentIs(Optional.empty(), Optional.empty(), content.names())));
        }
        content.secret()
                .ifPresent(
                        secret ->
                                altered.add(
                                        new Altered<>(
                                                "content.secret turned",
                                                new ContentIs(
                                                        content.pattern(),
                                                        Optional.of(!secret),
                                                        content.names()))));
        return altered.build();
    }

    static Stream<Altered<Condition>> of(TimeIs time) {
        TimeIs.Side other =
                switch (time.side()) {
                    case INSIDE -> TimeIs.Side.OUTSIDE;
                    case OUTSIDE -> TimeIs.Side.INSIDE;
                };
        return Stream.concat(
                Stream.of(
                        new Altered<>(
                                "%s instead of %s".formatted(word(other), word(time.side())),
                                new TimeIs(other, time.calendars()))),
                Altered.shorter("calendar", time.calendars(), calendar -> calendar.name())
                        .map(one -> one.in(rest -> new TimeIs(time.side(), rest))));
    }

    private static String word(TimeIs.Side side) {
        return switch (side) {
            case INSIDE -> "inside";
            case OUTSIDE -> "outside";
        };
    }

    static Stream<Altered<Condition>> of(SessionOlderThan age) {
        return Stream.of(
                new Altered<>(
                        "twice as long a session",
                        new SessionOlderThan(age.most().multipliedBy(2))));
    }
}
