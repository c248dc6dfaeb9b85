package dev.countersign.policy.tool;

import dev.countersign.policy.action.Place;
import java.util.regex.Pattern;

/** The same name as a file system reads it that knows streams, both slashes and no blank end. */
final class ForeignName {
    private ForeignName() {}

    private static final Pattern DRIVE = Pattern.compile("^(//\\??/)?[A-Za-z]:/");

    static Place of(Place place) {
        return new Place(plain(place.written()), plain(place.resolved()));
    }

    private static String plain(String path) {
        if (isPlain(path)) {
            return path;
        }
        String slashes = path.replace('\\', '/');
        int name = slashes.lastIndexOf('/') + 1;
        int stream = slashes.indexOf(':', name);
        String without = stream > name ? slashes.substring(0, stream) : slashes;
        int end = without.length();
        while (end > name + 1 && " .".indexOf(without.charAt(end - 1)) >= 0) {
            end--;
        }
        return DRIVE.matcher(without.substring(0, end)).replaceFirst("/");
    }

    /** Read in the same way everywhere, as nearly all names are. */
    private static boolean isPlain(String path) {
        return path.indexOf('\\') < 0
                && path.indexOf(':') < 0
                && (path.isEmpty() || " .".indexOf(path.charAt(path.length() - 1)) < 0);
    }
}
