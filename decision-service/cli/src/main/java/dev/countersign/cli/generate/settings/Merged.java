package dev.countersign.cli.generate.settings;

import java.util.List;
import java.util.Optional;

/**
 * A file as it is to be.
 *
 * @param text empty if there is to be no such file
 * @param trace what of it is generated
 * @param notes what people should know, in sentences
 */
public record Merged(Optional<String> text, Trace trace, List<String> notes) {}
