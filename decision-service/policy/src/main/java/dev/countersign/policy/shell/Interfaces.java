package dev.countersign.policy.shell;

import dev.countersign.policy.action.Fact;
import dev.countersign.policy.match.HostPattern;
import dev.countersign.policy.match.Hosts;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The built-in catalogue of interfaces through which infrastructure is changed. */
final class Interfaces {
    private static final String RESOURCE = "/dev/countersign/policy/interfaces.yml";
    private static final Map<?, ?> CATALOGUE = load();
    private static final List<HostPattern> HOSTS =
            texts("hosts").stream().map(HostPattern::new).toList();
    private static final Set<Integer> LOCAL_PORTS =
            texts("local_ports").stream().map(Integer::valueOf).collect(Collectors.toSet());
    private static final Set<String> DESTRUCTIVE = Set.copyOf(texts("destructive"));

    private Interfaces() {}

    /** An interface of infrastructure: on the internet by its name, on this machine by its port. */
    static boolean leadTo(Fact.Egress egress) {
        return Hosts.isLoopback(egress.host())
                ? egress.port().isPresent() && LOCAL_PORTS.contains(egress.port().getAsInt())
                : HOSTS.stream().anyMatch(host -> host.couldMatch(egress));
    }

    /** Whether the text names an operation after which something is gone. */
    static boolean destroys(String lowerCase) {
        return DESTRUCTIVE.stream().anyMatch(lowerCase::contains);
    }

    private static List<String> texts(String key) {
        return CATALOGUE.get(key) instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
    }

    private static Map<?, ?> load() {
        try (InputStream in = Interfaces.class.getResourceAsStream(RESOURCE)) {
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
