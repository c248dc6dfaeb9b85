package dev.countersign.cli.generate;

import dev.countersign.cli.generate.settings.Content;

/**
 * What is generated for one purpose.
 *
 * @param file empty if nothing is
 * @param said what became of it, a sentence
 */
record Part(String file, Content content, String said) {
    static Part none(String said) {
        return new Part("", Content.Part.NONE, said);
    }
}
