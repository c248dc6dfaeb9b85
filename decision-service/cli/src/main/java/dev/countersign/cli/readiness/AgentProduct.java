package dev.countersign.cli.readiness;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.countersign.policy.match.NamePattern;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/**
 * Where an agent product keeps its hooks and its sandbox in a repository.
 *
 * @param client as the address of its hooks names it
 * @param settings its files with hooks; a star stands for a name
 * @param event of the hooks that run before a tool
 * @param closes what a hook must say so that the tool does not run when the hook fails
 * @param off switches that turn all hooks off, as JSON pointers
 * @param toml its files of other settings
 * @param sandbox what must be set to one of some values; empty where nothing is known
 */
record AgentProduct(
        String client,
        String title,
        List<String> settings,
        String event,
        Map<String, String> closes,
        Timer timer,
        List<String> off,
        List<String> toml,
        Map<String, List<String>> sandbox) {

    /**
     * How long it waits for a hook.
     *
     * @param seconds how many one unit is
     */
    record Timer(String key, double seconds) {}

    static List<AgentProduct> all() {
        return Table.ALL;
    }

    /** The files of this kind that lie in the repository. */
    List<String> settingsIn(Repository repository) {
        return settings.stream()
                .flatMap(
                        pattern ->
                                repository.files().stream()
                                        .filter(new NamePattern(pattern)::surelyMatches))
                .toList();
    }

    /** Whether anything of it lies in the repository. */
    boolean isUsedIn(Repository repository) {
        return !settingsIn(repository).isEmpty() || toml.stream().anyMatch(repository::has);
    }

    private static final class Table {
        private static final List<AgentProduct> ALL = read();

        private static List<AgentProduct> read() {
            try (InputStream in = AgentProduct.class.getResourceAsStream("agent-products.json")) {
                return new ObjectMapper().readValue(in, new TypeReference<>() {});
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        }
    }
}
