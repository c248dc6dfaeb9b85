package dev.countersign.audit.api;

import java.util.List;
import java.util.Optional;

/** A page of events, newest first; the cursor leads to older ones. */
public record EventPage(List<EventView> items, Optional<String> cursor) {}
