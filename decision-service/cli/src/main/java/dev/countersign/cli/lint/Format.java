package dev.countersign.cli.lint;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** How findings are written. */
enum Format {
    TEXT,
    JSON,
    SARIF,
    GITHUB;

    /** Reads a format. */
    static final class Name implements ITypeConverter<Format> {
        @Override
        public Format convert(String name) {
            return switch (name) {
                case "text" -> TEXT;
                case "json" -> JSON;
                case "sarif" -> SARIF;
                case "github" -> GITHUB;
                default ->
                        throw new TypeConversionException(
                                "it is text, json, sarif or github, not '" + name + "'");
            };
        }
    }
}
