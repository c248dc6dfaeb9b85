package dev.countersign.policy.secret;

/**
 * A part of a text that is a secret.
 *
 * @param from its first character
 * @param to the one after its last
 * @param kind the rule that knows it by its look, or empty when only its place tells
 */
public record Span(int from, int to, String kind) {

    /** A secret known by its place: the value of a password option, for example. */
    public static Span placed(int from, int to) {
        return new Span(from, to, "");
    }
}
