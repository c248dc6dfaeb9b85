package dev.countersign.policy.tool;

import dev.countersign.policy.action.Access;
import dev.countersign.policy.action.Action;
import dev.countersign.policy.action.Fact;
import dev.countersign.policy.action.Reach;
import dev.countersign.policy.action.Tag;
import dev.countersign.policy.guard.OwnPrograms;
import dev.countersign.policy.guard.OwnVariables;
import dev.countersign.policy.match.Hosts;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/** Adds what touching a protected file amounts to, whichever tool touches it. */
final class Consequences {
    private Consequences() {}

    static List<Fact> added(List<Fact> found, Action action) {
        var all = new LinkedHashSet<>(found);
        for (Fact fact : found) {
            if (fact instanceof Fact.FileAccess file) {
                all.addAll(of(file, action.cwd()));
            } else if (fact instanceof Fact.Invocation invocation) {
                OwnPrograms.effects(invocation).forEach(all::add);
                OwnVariables.effects(invocation).forEach(all::add);
            } else if (fact instanceof Fact.Egress egress && Hosts.isMetadata(egress.host())) {
                // The address at which a cloud hands out the machine's own credentials.
                all.add(
                        new Fact.EffectTag(
                                Tag.SECRET_READ, Optional.empty(), egress.host(), egress.reach()));
            }
        }
        OwnPrograms.ended(found).forEach(all::add);
        return new ArrayList<>(all);
    }

    private static List<Fact> of(Fact.FileAccess file, String root) {
        var tags = new ArrayList<Fact>();
        for (Tag tag : ProtectedPaths.tags(file, root)) {
            tags.add(tag(tag, file));
        }
        if (file.access() == Access.DELETE_TREE) {
            tags.add(tag(Tag.FS_DELETE_TREE, file));
            if (SystemFolders.holds(file.place().resolved())) {
                tags.add(tag(Tag.FS_DELETE_SYSTEM, file));
            }
        }
        return tags;
    }

    private static Fact tag(Tag tag, Fact.FileAccess file) {
        Reach reach = file.reach();
        return new Fact.EffectTag(tag, Optional.of(file.place()), "", reach);
    }
}
