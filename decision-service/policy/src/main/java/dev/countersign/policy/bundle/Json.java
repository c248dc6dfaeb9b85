package dev.countersign.policy.bundle;

import java.util.List;
import java.util.Map;

/** A value of JSON, told apart as far as bundles need it. */
sealed interface Json {
    record Text(String text) implements Json {}

    /** A number that is whole and that every reader of JSON holds exactly. */
    record Whole(long number) implements Json {
        static final long MOST = (1L << 53) - 1;
    }

    record Items(List<Json> items) implements Json {}

    record Members(Map<String, Json> members) implements Json {}

    /** Another number, true, false or null: no part of a bundle. */
    record Other() implements Json {}
}
