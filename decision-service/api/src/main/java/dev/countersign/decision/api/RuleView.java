package dev.countersign.decision.api;

/** A rule that led to the decision. */
public record RuleView(String id, Effect effect) {}
