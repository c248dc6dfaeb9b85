package dev.countersign.policy.language;

import dev.countersign.policy.catalogue.Catalogue;
import dev.countersign.policy.condition.Calendar;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a policy file gives names to: files of the layers beneath it can use them. In a file its own
 * names come first, so what is added above never changes what a file says.
 *
 * @param catalogue interfaces and credentials, those of the file's packs included
 */
public record Names(
        SortedMap<String, Named<Calendar>> calendars,
        SortedMap<String, Named<ApprovalRequirement>> approvals,
        Catalogue catalogue) {
    public static final Names NONE =
            new Names(Collections.emptySortedMap(), Collections.emptySortedMap(), Catalogue.EMPTY);

    /** What a name stands for, and where that is said. */
    public record Named<T>(T meaning, Source source) {}

    /** With those of a lower layer; what is named here keeps its meaning. */
    public Names and(Names lower) {
        return new Names(
                both(calendars, lower.calendars),
                both(approvals, lower.approvals),
                catalogue.and(lower.catalogue));
    }

    private static <T> SortedMap<String, Named<T>> both(
            SortedMap<String, Named<T>> above, SortedMap<String, Named<T>> beneath) {
        var all = new TreeMap<>(beneath);
        all.putAll(above);
        return Collections.unmodifiableSortedMap(all);
    }
}
