package dev.countersign.policy.shell;

import dev.countersign.policy.action.Access;
import dev.countersign.policy.action.Fact;
import dev.countersign.policy.action.Gathering;
import dev.countersign.policy.action.Place;
import dev.countersign.policy.action.Reach;
import dev.countersign.policy.action.Wild;
import java.util.Optional;

/** The files that the words of one invocation name. */
final class TouchedFiles {
    private static final String ALL = "[." + Wild.STAR + "]*" + Wild.STAR;

    private final Gathering gathering;
    private final Reach reach;
    private final String cwd;

    TouchedFiles(Gathering gathering, Reach reach, String cwd) {
        this.gathering = gathering;
        this.reach = reach;
        this.cwd = cwd;
    }

    void touch(String text, Access access) {
        if (text.equals("-")
                || text.equals("/dev/null")
                || text.startsWith("/dev/std")
                || ProcessFile.is(text)
                || text.isEmpty()) {
            return;
        }
        if (text.indexOf('\n') >= 0) {
            // A list of names in one word: each of them could be meant.
            text.lines().forEach(line -> touch(line, access));
        }
        Place place = Place.of(text, cwd);
        gathering.add(new Fact.FileAccess(place, access, Optional.empty(), reach));
        if (access.changes()) {
            Devices.tag(place, reach).ifPresent(gathering::add);
        }
    }

    /** {@code rev:path} reads a path in history; protection holds there as well. */
    void revision(String text) {
        int colon = text.indexOf(':');
        if (colon >= 0 && colon + 1 < text.length() && text.indexOf("://") < 0) {
            touch(text.substring(colon + 1), Access.READ);
        }
    }

    /** All files of a folder are deleted when nothing of their names is said. */
    void delete(String text) {
        int slash = text.lastIndexOf('/');
        boolean all = slash + 1 < text.length() && text.substring(slash + 1).matches(ALL);
        if (all) {
            touch(
                    slash > 0 ? text.substring(0, slash) : slash == 0 ? "/" : ".",
                    Access.DELETE_TREE);
        } else {
            touch(text, Access.DELETE);
            if (text.indexOf(Wild.STAR) >= 0) {
                gathering.add(Emptying.tag(Place.of(text, cwd), reach));
            }
        }
    }

    /** Where a repository's file is shown, its name may stand for itself. */
    void history(String text) {
        String path = text.replaceFirst("^:(\\([^)]*\\)|/)", "");
        boolean left = path.startsWith("^") || path.startsWith(":!") || path.startsWith(":^");
        if (left || path.matches("HEAD|.*[~^@].*|[0-9a-f]{7,40}|.*[^/.]\\.\\..*")) {
            revision(text);
        } else if (path.indexOf(':') > 0) {
            revision(path);
        } else {
            touch(Wild.ofGlob(path), Access.READ);
        }
    }

    /** Files of any folder whose names fit are read, hidden ones included. */
    void filter(String text, boolean namesOnly) {
        if (!text.startsWith("!")) {
            String name = text.substring(text.lastIndexOf('/') + 1);
            touch(Flow.UNKNOWN + "/" + Wild.ofGlob(name), namesOnly ? Access.LIST : Access.READ);
        }
    }
}
