package dev.countersign.approval.api;

/**
 * A person.
 *
 * @param subject the identity provider's stable identifier
 * @param name user name, written as the identity provider writes it
 */
public record PersonView(String subject, String name) {}
