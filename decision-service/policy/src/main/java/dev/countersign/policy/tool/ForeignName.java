package dev.countersign.policy.tool;

import dev.countersign.policy.action.Place;

/** The same name as a file system reads it that knows streams, both slashes and no blank end. */
final class ForeignName {
    private ForeignName() {}

    static Place of(Place place) {
        return new Place(plain(place.written()), plain(place.resolved()));
    }

    private static String plain(String path) {
        String slashes = path.replace('\\', '/');
        int name = slashes.lastIndexOf('/') + 1;
        int stream = slashes.indexOf(':', name);
        String without = stream > name ? slashes.substring(0, stream) : slashes;
        int end = without.length();
        while (end > name + 1 && " .".indexOf(without.charAt(end - 1)) >= 0) {
            end--;
        }
        return without.substring(0, end).replaceFirst("^(//\\??/)?[A-Za-z]:/", "/");
    }
}
