package dev.countersign.approval.slack;

import java.time.Duration;

/**
 * What came of asking Slack for something. Slack failing is expected, so it is not an exception.
 */
sealed interface Answer<T> {

    record Done<T>(T value) implements Answer<T> {}

    /**
     * @param code Slack's own word for it, or what went wrong on the way
     * @param pause how long Slack wants to be left alone; zero if it did not say
     */
    record Failed<T>(Fault fault, String code, Duration pause) implements Answer<T> {

        static <T> Failed<T> with(String code) {
            return new Failed<>(Fault.of(code), code, Duration.ZERO);
        }
    }
}
