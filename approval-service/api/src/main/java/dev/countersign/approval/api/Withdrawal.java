package dev.countersign.approval.api;

/** Takes a pending request back, or an approved one whose policy no longer agrees. */
public record Withdrawal(String reason) {}
