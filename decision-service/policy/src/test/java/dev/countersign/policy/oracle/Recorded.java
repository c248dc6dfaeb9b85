package dev.countersign.policy.oracle;

import java.util.List;

/** A program that really ran, with its arguments. */
record Recorded(String program, List<String> arguments) {}
