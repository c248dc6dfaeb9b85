package dev.countersign.policy.shell;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Where a package named on a command line comes from: a registry, a folder of this machine, or an
 * address whose code nobody has published under a name.
 *
 * @param address for the last of these
 */
record PackageSource(Optional<String> address) {
    private static final List<String> HOSTERS =
            List.of("github:", "gitlab:", "bitbucket:", "gist:", "git@", "git:", "gh:");

    /** Programs to which {@code owner/name} is a repository. */
    private static final Set<String> WITH_SHORTHAND =
            Set.of("npm", "pnpm", "cnpm", "yarn", "bun", "npx", "bunx", "pnpx");

    static PackageSource of(String program, String text) {
        String place = place(text);
        if (place.contains("://") && !place.startsWith("file:")) {
            return new PackageSource(Optional.of(place.replaceFirst("^(git|hg|svn|bzr)\\+", "")));
        }
        for (String hoster : HOSTERS) {
            if (place.startsWith(hoster)) {
                return new PackageSource(Optional.of(addressOf(hoster, place)));
            }
        }
        boolean shorthand =
                WITH_SHORTHAND.contains(program)
                        && place.matches("[A-Za-z0-9][A-Za-z0-9_-]*/[A-Za-z0-9._-]+(#.*)?");
        return new PackageSource(
                shorthand ? Optional.of("https://github.com/" + place) : Optional.empty());
    }

    /** {@code name@place} and {@code name @ place}; a scope begins with the sign itself. */
    private static String place(String text) {
        int sign = text.indexOf('@', 1);
        String after = sign > 0 ? text.substring(sign + 1).strip() : "";
        boolean leads =
                after.contains("://")
                        || HOSTERS.stream().anyMatch(after::startsWith)
                        || after.startsWith("git+");
        boolean withinAddress =
                sign > 0 && (text.lastIndexOf("://", sign) >= 0 || text.startsWith("git@"));
        return leads && !withinAddress ? after : text;
    }

    private static String addressOf(String hoster, String place) {
        return switch (hoster) {
            case "gitlab:" -> "https://gitlab.com/" + place.substring(hoster.length());
            case "bitbucket:" -> "https://bitbucket.org/" + place.substring(hoster.length());
            case "git@" -> place;
            default -> "https://github.com/" + place.substring(hoster.length());
        };
    }

    boolean isElsewhere() {
        return address.isPresent();
    }
}
