package dev.countersign.policy.language;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads {@code extends}. */
final class PackForm {
    private static final Pattern REFERENCE = Pattern.compile("([a-z0-9/-]+)@([0-9]{1,4})");

    private final List<PackRef> packs;

    PackForm(Section top) {
        this.packs = list(top);
    }

    List<PackRef> packs() {
        return packs;
    }

    private static List<PackRef> list(Section top) {
        Stream.Builder<PackRef> found = Stream.builder();
        top.each(
                "extends",
                item ->
                        top.section("extends", item, List.of("pack"))
                                .ifPresent(form -> pack(form).ifPresent(found::add)));
        return found.build().toList();
    }

    private static Optional<PackRef> pack(Section form) {
        return form.required("pack")
                .flatMap(
                        text ->
                                form.make(
                                        form.value("pack").orElseThrow(),
                                        text,
                                        reference -> known(reference, form.source("pack"))));
    }

    private static PackRef known(String reference, Source source) {
        if (!Packs.KNOWN.contains(reference)) {
            Matcher parts = REFERENCE.matcher(reference);
            throw new IllegalArgumentException(
                    parts.matches()
                            ? "there is no pack \""
                                    + reference
                                    + "\""
                                    + DidYouMean.hint(reference, Packs.KNOWN)
                                    + " (one of "
                                    + String.join(", ", Packs.KNOWN)
                                    + ")"
                            : "a pack is named with its major version, such as builtin/baseline@1");
        }
        int at = reference.indexOf('@');
        return new PackRef(
                reference.substring(0, at), Integer.parseInt(reference.substring(at + 1)), source);
    }
}
