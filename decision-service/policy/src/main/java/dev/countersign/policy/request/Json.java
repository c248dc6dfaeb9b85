package dev.countersign.policy.request;

import java.util.List;

/** A value of JSON. A name may stand twice in an object: servers differ in which one they take. */
sealed interface Json {
    record Text(String text) implements Json {}

    record Items(List<Json> items) implements Json {}

    record Entries(List<Entry> entries) implements Json {
        /** Letter case does not count: some servers do not tell it apart. */
        List<Json> named(String name) {
            return entries.stream()
                    .filter(entry -> entry.name().equalsIgnoreCase(name))
                    .map(Entry::value)
                    .toList();
        }
    }

    record Entry(String name, Json value) {}

    /** A number, true, false or null. */
    record Plain() implements Json {}

    /** Not known before the call runs. */
    record Unknown() implements Json {}
}
