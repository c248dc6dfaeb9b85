package dev.countersign.cli.release;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Something that decision-service has given a name to, fit for an address. */
record Identifier(String text) {

    @Override
    public String toString() {
        return text;
    }

    /** Of a stored policy. */
    static final class OfPolicy implements ITypeConverter<Identifier> {
        @Override
        public Identifier convert(String text) {
            if (!text.matches("pol_[A-Za-z0-9]{1,64}")) {
                throw new TypeConversionException("policies are called pol_…, not '" + text + "'");
            }
            return new Identifier(text);
        }
    }

    /** Of a change that waits for a second person. */
    static final class OfRequest implements ITypeConverter<Identifier> {
        @Override
        public Identifier convert(String text) {
            if (!text.matches("[A-Za-z0-9_]{1,64}")) {
                throw new TypeConversionException("no request is called '" + text + "'");
            }
            return new Identifier(text);
        }
    }
}
