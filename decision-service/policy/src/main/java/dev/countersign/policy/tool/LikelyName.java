package dev.countersign.policy.tool;

import dev.countersign.policy.action.Place;
import dev.countersign.policy.action.Wild;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A name under which something protected usually lies. What a pattern must spell of it to be about
 * it stands in angle brackets: {@code ".e*"} is about {@code "<.env>"}, {@code "*.json"} is not
 * about {@code "<credentials>.json"}.
 */
final class LikelyName {
    private static final Pattern MARKED = Pattern.compile("<([^>]+)>");
    private static final int SHORT = 4;

    private final String name;
    private final List<String> telling;

    LikelyName(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        this.name = lower.replace("<", "").replace(">", "");
        this.telling = MARKED.matcher(lower).results().map(found -> found.group(1)).toList();
    }

    /** Whether a path with unknown parts fits the name and tells so. */
    boolean isMeantBy(String path) {
        String lower = path.toLowerCase(Locale.ROOT);
        String folder = knownFolder(lower);
        boolean inOnePlace = name.startsWith("/") || name.startsWith("~");
        return spells(inOnePlace ? lower : lower.substring(folder.length()))
                && candidates(lower, folder).anyMatch(one -> fits(lower, one));
    }

    /** Whether it lies beneath a folder that is known. */
    boolean liesIn(String folder) {
        return (name.startsWith("/") || name.startsWith("~"))
                && candidates(folder, folder).anyMatch(one -> one.startsWith(folder + "/"));
    }

    /** Whether it may be among the files of unknown names that come into a folder. */
    boolean comesInto(String folder) {
        String whole = folder + "/";
        if (name.startsWith("~") || name.startsWith("/")) {
            return liesIn(folder);
        }
        for (int end = name.indexOf('/'); end > 0; end = name.indexOf('/', end + 1)) {
            if (whole.endsWith("/" + name.substring(0, end + 1))) {
                return true;
            }
        }
        return false;
    }

    /** The folders at its beginning that are known, with the slash after them. */
    private static String knownFolder(String path) {
        int end = 0;
        while (end < path.length() && !Wild.isMark(path.charAt(end))) {
            end++;
        }
        return path.substring(0, path.lastIndexOf('/', end) + 1);
    }

    private Stream<String> candidates(String path, String folder) {
        if (name.startsWith("~/")) {
            String rest = name.substring(1);
            return Stream.of("~" + rest, Place.home(path).orElse("/home/x") + rest);
        }
        return name.startsWith("/")
                ? Stream.of(name)
                : Stream.of(folder + name, folder + "x/" + name);
    }

    /** A dot before something unknown is enough; otherwise a few letters of the telling part. */
    private boolean spells(String rest) {
        int letters = 0;
        for (String known : knownParts(rest)) {
            if (known.startsWith(".") && dotted(known)) {
                return true;
            }
            String plain = known.startsWith(".") ? known.substring(1) : known;
            letters += telling.stream().anyMatch(part -> part.contains(plain)) ? plain.length() : 0;
        }
        int shortest = telling.stream().mapToInt(String::length).min().orElse(0);
        return letters >= (shortest <= SHORT ? 2 : 3);
    }

    private boolean dotted(String known) {
        return telling.stream().anyMatch(part -> part.startsWith(known));
    }

    private static List<String> knownParts(String text) {
        var parts = new ArrayList<String>();
        var part = new StringBuilder();
        for (char character : (text + '/').toCharArray()) {
            if (character != '/' && !Wild.isMark(character)) {
                part.append(character);
            } else if (!part.isEmpty()) {
                parts.add(part.toString());
                part.setLength(0);
            }
        }
        return parts;
    }

    /** Whether the path may turn out to be this text; linear in one times the other. */
    private static boolean fits(String path, String text) {
        boolean[] reached = new boolean[text.length() + 1];
        reached[0] = true;
        for (char token : path.toCharArray()) {
            boolean[] next = new boolean[text.length() + 1];
            boolean open = false;
            for (int i = 0; i <= text.length(); i++) {
                boolean many = token != Wild.ONE && Wild.isMark(token);
                if (many) {
                    boolean blocked = token == Wild.STAR && i > 0 && text.charAt(i - 1) == '/';
                    open = reached[i] || open && !blocked;
                    next[i] = open;
                } else if (i > 0 && reached[i - 1]) {
                    char character = text.charAt(i - 1);
                    next[i] = token == Wild.ONE ? character != '/' : character == token;
                }
            }
            reached = next;
        }
        return reached[text.length()];
    }
}
