package dev.countersign.policy.guard;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The built-in table of how programs connect. A mistake in it stops the start. */
final class Connections {
    private static final String RESOURCE = "/dev/countersign/policy/guard.yml";
    private static final Map<?, ?> TABLE = load();

    static final Set<String> PORT_OPTIONS = words("port_options");
    static final Set<String> HOST_THEN_PORTS = words("host_then_ports");
    static final Set<String> CALLERS = words("callers");
    static final Set<String> SHORT = words("short");
    static final Set<String> ELSEWHERE = words("elsewhere");
    static final Set<String> MENTIONS = words("mentions");
    static final Set<String> ENDING = words("ending");
    static final Set<String> MANAGING = words("managing");
    static final Set<String> ENDING_WORDS = words("ending_words");
    static final Set<String> NAMES = words("names");
    static final Set<String> LOOKING = words("looking");
    static final Set<String> FINDING = words("finding");

    /** The usual port by program. */
    static final Map<String, Integer> PORTS = ports();

    /** By program: options whose value ends in {@code host:port}. */
    static final Map<String, List<String>> ENDPOINTS = options("endpoints");

    /** By program: options whose value is a file that says where to. */
    static final Map<String, List<String>> FROM_FILES = options("from_files");

    static final Map<String, AtHome> AT_HOME = atHome();

    /** Programs with an entry of their own in the table. */
    static final Set<String> SPEAKING =
            Stream.of(
                            ENDPOINTS.keySet(),
                            FROM_FILES.keySet(),
                            SHORT,
                            AT_HOME.keySet(),
                            HOST_THEN_PORTS,
                            CALLERS,
                            Set.of("socat"))
                    .flatMap(Set::stream)
                    .collect(Collectors.toUnmodifiableSet());

    /**
     * A program that connects to this machine unless told otherwise.
     *
     * @param hosts variables that name the host
     * @param port the variable that names the port
     */
    record AtHome(List<String> hosts, String port) {}

    private Connections() {}

    private static Map<String, Integer> ports() {
        var ports = new HashMap<String, Integer>();
        map("ports")
                .forEach(
                        (port, programs) ->
                                list(programs)
                                        .forEach(program -> ports.put(program, (Integer) port)));
        return Map.copyOf(ports);
    }

    private static Map<String, List<String>> options(String key) {
        var all = new HashMap<String, List<String>>();
        map(key).forEach((programs, options) -> each(programs, one -> all.put(one, list(options))));
        return Map.copyOf(all);
    }

    private static Map<String, AtHome> atHome() {
        var all = new HashMap<String, AtHome>();
        map("at_home")
                .forEach(
                        (programs, entry) -> {
                            var known = (Map<?, ?>) entry;
                            var home =
                                    new AtHome(
                                            list(known.get("hosts")),
                                            String.valueOf(known.get("port")));
                            each(programs, one -> all.put(one, home));
                        });
        return Map.copyOf(all);
    }

    private static void each(Object programs, java.util.function.Consumer<String> consumer) {
        Arrays.stream(String.valueOf(programs).split(",\\s*")).forEach(consumer);
    }

    private static Set<String> words(String key) {
        return list(TABLE.get(key)).stream().collect(Collectors.toUnmodifiableSet());
    }

    private static Map<?, ?> map(String key) {
        return TABLE.get(key) instanceof Map<?, ?> map ? map : missing(key);
    }

    private static Map<?, ?> missing(String key) {
        throw new IllegalStateException(RESOURCE + ": no " + key);
    }

    private static List<String> list(@Nullable Object value) {
        if (value instanceof List<?> list) {
            return list.stream().map(String::valueOf).toList();
        }
        throw new IllegalStateException(RESOURCE + ": no list but " + value);
    }

    private static Map<?, ?> load() {
        try (InputStream in = Connections.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException(RESOURCE + " is missing");
            }
            return (Map<?, ?>)
                    new Load(LoadSettings.builder().setLabel(RESOURCE).build())
                            .loadFromInputStream(in);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
