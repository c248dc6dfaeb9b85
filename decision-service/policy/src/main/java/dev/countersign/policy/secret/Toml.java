package dev.countersign.policy.secret;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A value of a TOML file, with the place where it begins. */
sealed interface Toml {

    /** In characters from the beginning of the file. */
    int at();

    /**
     * @param inner where its first character stands
     * @param literal whether its characters stand in the file as they are
     */
    record Text(String value, int at, int inner, boolean literal) implements Toml {}

    record Number(double value, boolean whole, int at) implements Toml {}

    record Flag(boolean value, int at) implements Toml {}

    /**
     * @param tables whether it is made of {@code [[…]]} headers
     */
    record Array(List<Toml> items, boolean tables, int at) implements Toml {
        static Array open(boolean tables, int at) {
            return new Array(new ArrayList<>(), tables, at);
        }
    }

    /**
     * A table, open to be added to while the file is read.
     *
     * @param places where each key stands
     * @param kind how it came to be
     */
    record Table(Map<String, Toml> values, Map<String, Integer> places, Kind kind, int at)
            implements Toml {
        enum Kind {
            /** Only named on the way to another; a header may still open it. */
            IMPLIED,
            HEADER,
            /** Made by dotted keys. */
            DOTTED,
            /** Written in braces: nothing can be added to it. */
            INLINE
        }

        static Table open(Kind kind, int at) {
            return new Table(new LinkedHashMap<>(), new LinkedHashMap<>(), kind, at);
        }

        void put(String key, Toml value, int at) {
            values.put(key, value);
            places.put(key, at);
        }
    }
}
