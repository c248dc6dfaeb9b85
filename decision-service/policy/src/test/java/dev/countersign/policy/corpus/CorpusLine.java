package dev.countersign.policy.corpus;

import dev.countersign.policy.language.Effect;

/**
 * One line of shell with what is right for it.
 *
 * @param heading the class it belongs to
 * @param expected for dangerous lines the weakest right effect, for harmless ones the strongest
 */
public record CorpusLine(String heading, Effect expected, String text) {}
