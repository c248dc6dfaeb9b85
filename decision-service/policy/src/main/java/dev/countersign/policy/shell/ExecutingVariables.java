package dev.countersign.policy.shell;

import dev.countersign.policy.action.Access;
import dev.countersign.policy.action.Fact;
import dev.countersign.policy.action.Opacity;
import dev.countersign.policy.action.Place;
import dev.countersign.policy.action.Reach;
import dev.countersign.policy.action.Tag;
import dev.countersign.policy.action.Wild;
import dev.countersign.policy.program.WordTable;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Variables whose value is run, loaded or connected to by programs that see it. */
final class ExecutingVariables {
    private static final WordTable TABLE = WordTable.of("variables");
    private static final List<String> OPEN_TO_ALL =
            List.of("/tmp", "/var/tmp", "/private/tmp", "/dev/shm", "/dev/fd");

    private final Walker walker;
    private final Environment environment;
    private final Reach reach;

    ExecutingVariables(Walker walker, Environment environment, Reach reach) {
        this.walker = walker;
        this.environment = environment;
        this.reach = reach;
    }

    void assigned(String name, List<String> values) {
        String value = String.join(" ", values);
        new HostVariables(walker.gathering(), reach).assigned(name, value);
        if (GuardVariables.contains(name)) {
            walker.gathering()
                    .add(new Fact.EffectTag(Tag.GUARD_EDIT, Optional.empty(), name, reach));
        }
        if (name.equals("PATH")) {
            programsIn(value);
        } else if (TABLE.has("commands", name)) {
            command(name, value);
        } else if (TABLE.has("evaluated", name)) {
            walker.evaluate(value, environment, reach.via(Reach.How.WRAPPED, name));
        } else if (TABLE.has("folders", name)) {
            searched(name, value);
        } else if (TABLE.has("addresses", name)) {
            addresses(value);
        } else if (TABLE.has("written", name)) {
            written(value);
        } else if (loads(name, value)) {
            walker.opaque(Opacity.NAME_SHADOWED, name + "=" + value, reach);
        }
    }

    private static boolean loads(String name, String value) {
        boolean path =
                value.indexOf('/') >= 0 || value.indexOf('$') >= 0 || value.indexOf('`') >= 0;
        return !value.isEmpty()
                && (TABLE.has("loaded", name)
                        || TABLE.has("loaded_when_path", name) && path
                        || TABLE.wordsIfAny("options." + name.toUpperCase(Locale.ROOT)).stream()
                                .anyMatch(value::contains));
    }

    private void command(String name, String value) {
        if (isHarmless(value)) {
            return;
        }
        Reach inside = reach.via(Reach.How.WRAPPED, name);
        if (Wild.hasUnknown(value)) {
            walker.opaque(Opacity.SHELL_TEXT, name, inside);
        } else {
            String text = value.startsWith("|") ? value.substring(1) : value;
            walker.text(text, environment.inner(), inside, Flow.of(Flow.UNKNOWN));
            if (StandIn.isStrange(text)) {
                walker.opaque(Opacity.SCRIPT, text, inside);
            }
        }
    }

    private static boolean isHarmless(String value) {
        return value.chars().noneMatch(character -> ";&|<>`$()\n".indexOf(character) >= 0)
                && TABLE.has("harmless", value);
    }

    /** Where programs are looked for: what stands first there takes the place of the usual ones. */
    private void programsIn(String value) {
        boolean strange =
                Stream.of(value.split("[:;]", -1))
                        .anyMatch(
                                folder ->
                                        folder.isEmpty()
                                                || folder.equals(".")
                                                || isUnknown(folder)
                                                || shadowsFromHere(folder));
        if (strange) {
            walker.opaque(Opacity.NAME_SHADOWED, "PATH", reach);
        } else {
            searched("PATH", value);
        }
    }

    /** A folder named by where one stands now, unless it is where tools are installed. */
    private static boolean shadowsFromHere(String folder) {
        return Wild.isLiteral(folder)
                && "/~".indexOf(folder.charAt(0)) < 0
                && !TABLE.has("installed", folder);
    }

    /**
     * Folders in which code is looked for: one of the project is everyday, one that anyone may
     * write to is not.
     */
    void searched(String name, String value) {
        if (Stream.of(value.split("[:;]")).anyMatch(this::isOpenToAll)) {
            walker.opaque(Opacity.NAME_SHADOWED, name, reach);
        }
    }

    private static boolean isUnknown(String folder) {
        return Wild.isWhollyUnknown(folder) && folder.indexOf(Wild.TAME) < 0;
    }

    private boolean isOpenToAll(String folder) {
        String resolved = Place.resolve(folder, environment.cwd());
        return OPEN_TO_ALL.stream().anyMatch(open -> Place.isWithin(resolved, open))
                && !Place.isWithin(resolved, environment.root());
    }

    private void addresses(String value) {
        for (String address : value.split("[, ]+")) {
            boolean none = List.of("", "direct", "off", "none").contains(address);
            if (!none && !address.startsWith("unix:")) {
                Addresses.egress(address, Optional.empty(), reach)
                        .ifPresent(walker.gathering()::add);
            }
        }
    }

    private void written(String value) {
        if (value.startsWith("/")) {
            Place place = Place.of(value, environment.cwd());
            walker.gathering()
                    .add(new Fact.FileAccess(place, Access.WRITE, Optional.empty(), reach));
        }
    }
}
