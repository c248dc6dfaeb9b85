package dev.countersign.policy.action;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Where a file is: as written and as resolved. Both are matched.
 *
 * @param written as it stands in the action, quotes removed
 * @param resolved absolute with {@code .}, {@code ..} and doubled slashes folded, or beginning with
 *     {@code ~} when the home folder is not known, or with {@link Wild#ANYTHING} when the working
 *     directory is not known
 */
public record Place(String written, String resolved) {
    /** Resolves a path against a working directory; an empty one is unknown. */
    public static Place of(String written, String cwd) {
        return new Place(written, resolve(written, cwd));
    }

    public static String resolve(String path, String cwd) {
        String plain = throughProc(path);
        if (plain.startsWith("/")) {
            return fold(plain, "/");
        }
        if (plain.equals("~") || plain.startsWith("~/")) {
            String home = home(cwd).orElse("~");
            return fold(home + plain.substring(1), home.startsWith("/") ? "/" : "");
        }
        if (plain.startsWith("~") || startsUnknown(plain)) {
            return fold(plain, "");
        }
        String base = cwd.isEmpty() ? String.valueOf(Wild.ANYTHING) : cwd;
        return fold(base + "/" + plain, base.startsWith("/") ? "/" : "");
    }

    /** The home folder that a working directory tells, if it tells one. */
    public static Optional<String> home(String cwd) {
        if (cwd.equals("/root") || cwd.startsWith("/root/")) {
            return Optional.of("/root");
        }
        for (String homes : List.of("/home/", "/Users/")) {
            if (cwd.startsWith(homes)) {
                int end = cwd.indexOf('/', homes.length());
                String home = end < 0 ? cwd : cwd.substring(0, end);
                return home.length() > homes.length() ? Optional.of(home) : Optional.empty();
            }
        }
        return Optional.empty();
    }

    private static boolean startsUnknown(String path) {
        return !path.isEmpty() && Wild.isUnknown(path.charAt(0));
    }

    /** {@code /proc/<pid>/root/x} is {@code /x}, and {@code /proc/<pid>/cwd/x} is {@code x}. */
    private static String throughProc(String path) {
        String rest = fold(path, path.startsWith("/") ? "/" : "");
        if (!rest.startsWith("/proc/")) {
            return path;
        }
        String[] parts = rest.split("/", 5);
        if (parts.length < 4) {
            return path;
        }
        String tail = parts.length > 4 ? parts[4] : "";
        return switch (parts[3]) {
            case "root" -> throughProc("/" + tail);
            case "cwd" -> tail.isEmpty() ? "." : tail;
            default -> path;
        };
    }

    private static String fold(String path, String start) {
        if (isFolded(path, start)) {
            return path;
        }
        Deque<String> kept = new ArrayDeque<>();
        for (String part : path.split("/")) {
            if (part.equals("..")) {
                goUp(kept, start);
            } else if (!part.isEmpty() && !part.equals(".")) {
                kept.addLast(part);
            }
        }
        return start + String.join("/", kept);
    }

    /** Whether nothing in the path is to be folded: no empty segment, no dots alone. */
    private static boolean isFolded(String path, String start) {
        int from = start.length();
        if (path.length() <= from || !path.startsWith(start)) {
            return false;
        }
        while (from < path.length()) {
            int slash = path.indexOf('/', from);
            int end = slash < 0 ? path.length() : slash;
            boolean dots = path.charAt(from) == '.' && end - from <= 2;
            if (end == from || dots || end == path.length() - 1) {
                return false;
            }
            from = end + 1;
        }
        return true;
    }

    private static void goUp(Deque<String> kept, String start) {
        String last = kept.peekLast();
        if (last == null) {
            return;
        }
        if (start.isEmpty() && kept.size() == 1) {
            // One level above the unknown is just as unknown.
            kept.removeLast();
            kept.addLast(String.valueOf(Wild.ANYTHING));
        } else if (Wild.hasUnknown(last)) {
            kept.addLast(String.valueOf(Wild.ANYTHING));
        } else {
            kept.removeLast();
        }
    }

    /** Whether the path is this folder or lies beneath it. */
    public static boolean isWithin(String path, String folder) {
        return folder.equals("/")
                ? path.startsWith("/")
                : path.equals(folder) || path.startsWith(folder + "/");
    }

    public boolean isKnown() {
        return Wild.isLiteral(resolved);
    }

    public String show() {
        return Wild.show(written);
    }

    /** The segments of the resolved path. */
    public List<String> segments() {
        var segments = new ArrayList<String>();
        for (String part : resolved.split("/")) {
            if (!part.isEmpty()) {
                segments.add(part);
            }
        }
        return segments;
    }
}
