package dev.countersign.policy.language;

/** A test that travels with a policy. */
public record PolicyTest(String name, Given given, Expectation expect, Source source) {}
