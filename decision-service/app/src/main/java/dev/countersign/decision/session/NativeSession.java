package dev.countersign.decision.session;

/**
 * A run as the agent product names it.
 *
 * @param client the agent product
 * @param name its own name of the run
 */
public record NativeSession(String client, String name, String cwd) {}
