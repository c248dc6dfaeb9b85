package dev.countersign.policy.bundle;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The members of an object of JSON, asked for by name and kind.
 *
 * @param what how the object is called in errors
 */
record Fields(String what, Map<String, Json> members) {

    static Fields of(String what, Json value) {
        if (value instanceof Json.Members object) {
            return new Fields(what, object.members());
        }
        throw new BundleRefused(what + " is no object");
    }

    /** For a form of our own: what a newer version means by another name is not known. */
    Fields only(List<String> names) {
        members.keySet().stream()
                .filter(name -> !names.contains(name))
                .findFirst()
                .ifPresent(
                        name -> {
                            throw new BundleRefused(
                                    "%s has \"%s\", which this version does not know"
                                            .formatted(what, Shown.of(name)));
                        });
        return this;
    }

    String text(String name) {
        return optionalText(name).orElseThrow(() -> missing(name));
    }

    Optional<String> optionalText(String name) {
        return optional(name)
                .map(
                        value -> {
                            if (value instanceof Json.Text text) {
                                return text.text();
                            }
                            throw new BundleRefused(what + ": \"" + name + "\" is no text");
                        });
    }

    long whole(String name) {
        if (value(name) instanceof Json.Whole whole) {
            return whole.number();
        }
        throw new BundleRefused(what + ": \"" + name + "\" is no whole number");
    }

    List<Json> items(String name) {
        if (value(name) instanceof Json.Items list) {
            return list.items();
        }
        throw new BundleRefused(what + ": \"" + name + "\" is no list");
    }

    Json value(String name) {
        return optional(name).orElseThrow(() -> missing(name));
    }

    private Optional<Json> optional(String name) {
        return Optional.ofNullable(members.get(name));
    }

    private BundleRefused missing(String name) {
        return new BundleRefused(what + " has no \"" + name + "\"");
    }
}
