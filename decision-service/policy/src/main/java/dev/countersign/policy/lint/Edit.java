package dev.countersign.policy.lint;

/**
 * A piece of a text that becomes another.
 *
 * @param from the first character that goes, from 0
 * @param to behind the last character that goes; equal to {@code from} where text only comes in
 * @param text what comes in its place
 */
public record Edit(int from, int to, String text) {}
