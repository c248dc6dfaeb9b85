package dev.countersign.policy.shell;

import dev.countersign.policy.action.Fact;
import dev.countersign.policy.action.Place;
import dev.countersign.policy.action.Reach;
import dev.countersign.policy.action.Tag;
import java.util.Optional;
import java.util.regex.Pattern;

/** Writing to a disk itself instead of to a file on it. */
final class Devices {
    private static final Pattern DISK =
            Pattern.compile(
                    "^/dev/(sd|hd|vd|xvd|nvme|mmcblk|loop|dm-|disk|rdisk|md|mapper/|mem|kmem|port)");

    private Devices() {}

    static Optional<Fact> tag(Place place, Reach reach) {
        return place.resolved().startsWith("/dev/") && DISK.matcher(place.resolved()).find()
                ? Optional.of(new Fact.EffectTag(Tag.FS_DEVICE, Optional.of(place), "", reach))
                : Optional.empty();
    }
}
