package dev.countersign.policy.shell;

import dev.countersign.policy.action.Fact;
import dev.countersign.policy.action.Place;
import dev.countersign.policy.action.Reach;
import dev.countersign.policy.action.Tag;
import java.util.Optional;

/** Writing to a disk itself instead of to a file on it. */
final class Devices {
    private Devices() {}

    static Optional<Fact> tag(Place place, Reach reach) {
        boolean disk =
                place.resolved()
                        .matches(
                                "/dev/(sd|hd|vd|xvd|nvme|mmcblk|loop|dm-|disk|rdisk|md|mapper/|mem|kmem|port).*");
        return disk
                ? Optional.of(new Fact.EffectTag(Tag.FS_DEVICE, Optional.of(place), "", reach))
                : Optional.empty();
    }
}
