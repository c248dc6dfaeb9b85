package dev.countersign.policy.expression;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** What is known about a {@link Variable}. */
public sealed interface Value {
    /**
     * @param text with the marks of {@link dev.countersign.policy.action.Wild} for what is not
     *     known of it
     */
    record Text(String text) implements Value {}

    /**
     * A list without order.
     *
     * @param certain texts that are in it, possibly with the marks of {@link
     *     dev.countersign.policy.action.Wild}
     * @param perhaps texts that may be in it as well, each of them or none
     */
    record Texts(List<String> certain, List<String> perhaps) implements Value {}

    record Number(long number) implements Value {}

    record Truth(boolean holds) implements Value {}

    record Moment(Instant moment) implements Value {}

    record Span(Duration span) implements Value {}

    /** Nobody told. */
    record Unknown() implements Value {}

    Value UNKNOWN = new Unknown();

    static Value texts(Collection<String> all) {
        return new Texts(List.copyOf(all), List.of());
    }
}
