package dev.countersign.policy.shell;

import java.util.Optional;

/**
 * One redirection.
 *
 * @param descriptor the number or {@code {name}} before the operator, or empty
 * @param target the word after it; for here-documents the delimiter
 */
record Redirect(String descriptor, String operator, Word target, Optional<HereDocument> document) {}
