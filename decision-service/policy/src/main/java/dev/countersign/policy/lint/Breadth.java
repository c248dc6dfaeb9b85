package dev.countersign.policy.lint;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * One way of allowing too much, from {@code broad-allows.yml}.
 *
 * @param says what is allowed, for people
 * @param kind of the facts that are looked at
 * @param quorum how many of the probes have to be allowed
 */
record Breadth(String says, String kind, List<Probe> probes, Quorum quorum) {
    private static final String RESOURCE = "/dev/countersign/policy/broad-allows.yml";

    private static final Map<String, Function<String, Probe>> MAKERS =
            Map.of(
                    "command", Probe::command,
                    "write", Probe::write,
                    "host", Probe::connection,
                    "mcp", name -> Probe.mcp(before(name), after(name)));

    /** One alone would do harm, or only all together show that nobody chose. */
    enum Quorum {
        ANY,
        ALL
    }

    boolean isOf(Predicate<Probe> allowed) {
        return switch (quorum) {
            case ANY -> probes.stream().anyMatch(allowed);
            case ALL -> probes.stream().allMatch(allowed);
        };
    }

    static List<Breadth> read() {
        try (InputStream in = Breadth.class.getResourceAsStream(RESOURCE)) {
            var load = new Load(LoadSettings.builder().setLabel(RESOURCE).build());
            var all = new ArrayList<Breadth>();
            for (Object one : (List<?>) load.loadFromInputStream(in)) {
                all.add(of((Map<?, ?>) one));
            }
            return List.copyOf(all);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static Breadth of(Map<?, ?> entry) {
        Function<String, Probe> maker = MAKERS.get(String.valueOf(entry.get("with")));
        Quorum quorum = entry.containsKey("all") ? Quorum.ALL : Quorum.ANY;
        List<?> texts = (List<?>) entry.get(quorum == Quorum.ALL ? "all" : "any");
        if (maker == null || texts == null) {
            throw new IllegalStateException(RESOURCE + ": " + entry);
        }
        return new Breadth(
                String.valueOf(entry.get("allows")),
                String.valueOf(entry.get("kind")),
                texts.stream().map(text -> maker.apply(String.valueOf(text))).toList(),
                quorum);
    }

    private static String before(String name) {
        return name.substring(0, name.indexOf('/'));
    }

    private static String after(String name) {
        return name.substring(name.indexOf('/') + 1);
    }
}
