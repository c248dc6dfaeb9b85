package dev.countersign.policy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The lines in {@code lines/*.yml}: by class, with what must become of them and why. */
public final class ExampleLines {
    /**
     * The tables of programs that these lines exemplify, and whatever else has lines of its own.
     */
    private static final List<String> FILES =
            List.of(
                    "containers",
                    "clusters",
                    "stacks",
                    "clouds",
                    "platforms",
                    "databases",
                    "web",
                    "connections",
                    "credentials",
                    "packages");

    private ExampleLines() {}

    /** What must become of a line. */
    public enum Wanted {
        DENIED,
        HELD,
        FLOWS
    }

    public record Example(String topic, String line, Wanted wanted) {
        @Override
        public String toString() {
            return topic + ": " + line.replace("\n", "⏎");
        }
    }

    public static List<Example> all() {
        var all = new ArrayList<Example>();
        for (String file : FILES) {
            for (Object group : (List<?>) read(file)) {
                add((Map<?, ?>) group, all);
            }
        }
        return all;
    }

    private static void add(Map<?, ?> group, List<Example> all) {
        for (Wanted wanted : Wanted.values()) {
            Object lines = group.get(wanted.name().toLowerCase(java.util.Locale.ROOT));
            if (lines instanceof List<?> list) {
                String topic = group.get("class") + ", " + group.get("why");
                list.forEach(line -> all.add(new Example(topic, (String) line, wanted)));
            }
        }
    }

    private static Object read(String file) {
        String resource = "/dev/countersign/policy/lines/" + file + ".yml";
        try (var in = ExampleLines.class.getResourceAsStream(resource)) {
            return new Load(LoadSettings.builder().setLabel(resource).build())
                    .loadFromInputStream(in);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
