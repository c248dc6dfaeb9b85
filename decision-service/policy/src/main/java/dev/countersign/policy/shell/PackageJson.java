package dev.countersign.policy.shell;

import dev.countersign.policy.request.JsonTexts;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The scripts of a {@code package.json}. */
final class PackageJson {
    private static final Pattern ENTRY =
            Pattern.compile("\"([^\"]+)\"\\s*:\\s*\"((?:[^\"\\\\]|\\\\.)*+)\"");

    private PackageJson() {}

    /** The commands of these names; in what is a part of a file alone, every text may be one. */
    static Stream<JsonTexts.Named> scripts(String text) {
        return JsonTexts.in("scripts", text).orElseGet(() -> entries(text)).stream();
    }

    private static List<JsonTexts.Named> entries(String part) {
        return ENTRY.matcher(part)
                .results()
                .map(found -> new JsonTexts.Named(found.group(1), plain(found.group(2))))
                .toList();
    }

    private static String plain(String json) {
        return json.replace("\\n", "\n").replace("\\t", "\t").replaceAll("\\\\(.)", "$1");
    }
}
