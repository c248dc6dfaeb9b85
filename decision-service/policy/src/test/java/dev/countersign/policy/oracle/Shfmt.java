package dev.countersign.policy.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The parser of shfmt, by the syntax tree that it prints. */
final class Shfmt implements Reader {
    static Optional<String> missing() {
        return Finished.of(List.of("sh", "-c", "command -v shfmt")).status() == 0
                ? Optional.empty()
                : Optional.of("the program shfmt is not installed (apt-get install shfmt)");
    }

    @Override
    public List<Optional<List<List<String>>>> read(List<String> texts) {
        return texts.parallelStream().map(Shfmt::read).toList();
    }

    private static Optional<List<List<String>>> read(String text) {
        var finished = Finished.of(List.of("shfmt", "--to-json", "-ln", "bash"), text);
        if (finished.status() != 0) {
            return Optional.empty();
        }
        var settings = LoadSettings.builder().setCodePointLimit(1 << 26).build();
        var commands = new ArrayList<List<String>>();
        collect(new Load(settings).loadFromString(finished.text()), commands);
        return Optional.of(commands);
    }

    private static void collect(Object node, List<List<String>> into) {
        if (node instanceof List<?> list) {
            list.forEach(one -> collect(one, into));
        } else if (node instanceof Map<?, ?> map) {
            if ("CallExpr".equals(map.get("Type")) && map.get("Args") instanceof List<?> words) {
                into.add(words.stream().map(Shfmt::word).toList());
            }
            map.values().forEach(one -> collect(one, into));
        }
    }

    private static String word(Object word) {
        return parts(((Map<?, ?>) word).get("Parts"), false);
    }

    private static String parts(Object parts, boolean quoted) {
        var text = new StringBuilder();
        for (Object part : parts instanceof List<?> list ? list : List.of()) {
            Map<?, ?> map = (Map<?, ?>) part;
            String value = String.valueOf(map.get("Value"));
            text.append(
                    switch (String.valueOf(map.get("Type"))) {
                        case "Lit" -> Unescaped.of(value, quoted);
                        case "SglQuoted" ->
                                Boolean.TRUE.equals(map.get("Dollar"))
                                        ? Unescaped.ansi(value)
                                        : emptyForNull(map);
                        case "DblQuoted" -> parts(map.get("Parts"), true);
                        default -> "…";
                    });
        }
        return text.toString();
    }

    private static String emptyForNull(Map<?, ?> part) {
        return part.get("Value") instanceof String value ? value : "";
    }
}
