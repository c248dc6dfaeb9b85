package dev.countersign.decision.api;

/**
 * Something in a policy that is no error, and should not stay.
 *
 * @param file its path in the set of files
 * @param line from 1
 * @param column from 1
 */
public record PolicyWarning(String file, int line, int column, String message) {}
