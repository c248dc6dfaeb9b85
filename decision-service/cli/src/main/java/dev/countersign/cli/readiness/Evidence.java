package dev.countersign.cli.readiness;

import java.util.ArrayList;
import java.util.List;

/** What speaks for and against one point. Anything against it outweighs the rest. */
final class Evidence {
    private static final int MOST_SHOWN = 8;

    private final List<String> good = new ArrayList<>();
    private final List<String> bad = new ArrayList<>();
    private final List<String> open = new ArrayList<>();

    void good(String seen) {
        good.add(seen);
    }

    void bad(String seen) {
        bad.add(seen);
    }

    void open(String notSeen) {
        open.add(notSeen);
    }

    void open(List<String> notSeen) {
        open.addAll(notSeen);
    }

    /**
     * @param mend what to do about what is bad
     * @param find how to tell what is open
     */
    Finding finding(String mend, String find) {
        if (!bad.isEmpty()) {
            return new Finding.NotReady(shown(bad), mend);
        }
        if (!open.isEmpty()) {
            return new Finding.CannotTell(shown(open), find);
        }
        return new Finding.Ready(shown(good));
    }

    private static List<String> shown(List<String> all) {
        if (all.size() <= MOST_SHOWN) {
            return List.copyOf(all);
        }
        var shown = new ArrayList<>(all.subList(0, MOST_SHOWN));
        shown.add("and %d more".formatted(all.size() - MOST_SHOWN));
        return List.copyOf(shown);
    }
}
