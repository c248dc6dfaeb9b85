package dev.countersign.approval.api;

import java.util.List;
import java.util.Optional;

/** A page of requests, newest first; the cursor leads to the next. */
public record ApprovalPage(List<ApprovalView> items, Optional<String> cursor) {}
