package dev.countersign.policy.shell;

import dev.countersign.policy.action.Fact;
import dev.countersign.policy.action.Place;
import dev.countersign.policy.action.Reach;
import dev.countersign.policy.action.Tag;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Files that lose what they hold although nothing is deleted. */
final class Emptying {
    private static final Set<String> NOTHING =
            Set.of("/dev/null", "/dev/zero", "/dev/random", "/dev/urandom", "/dev/full");

    private final Call call;

    Emptying(Call call) {
        this.call = call;
    }

    static boolean isNothing(String path) {
        return NOTHING.contains(path);
    }

    static Fact tag(Place place, Reach reach) {
        return new Fact.EffectTag(Tag.FS_OVERWRITE, Optional.of(place), "", reach);
    }

    String truncate() {
        boolean grows = call.usage().values("size").stream().anyMatch(size -> size.startsWith("+"));
        if (!grows) {
            call.operands().forEach(this::emptied);
        }
        return "";
    }

    /** {@code cp /dev/null file}, {@code ln -sf /dev/null file}. */
    void replaced(List<String> operands) {
        if (operands.size() > 1 && isNothing(operands.getFirst())) {
            emptied(operands.getLast());
        }
    }

    void emptied(String file) {
        if (!file.startsWith("/dev/")) {
            Place place = Place.of(file, call.environment().cwd());
            call.walker().gathering().add(tag(place, call.invoker().reach()));
        }
    }
}
