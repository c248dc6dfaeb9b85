package dev.countersign.approval.api;

/**
 * What somebody else found when looking at what was done under a bypass, at least 10 characters.
 */
public record Review(String finding) {}
