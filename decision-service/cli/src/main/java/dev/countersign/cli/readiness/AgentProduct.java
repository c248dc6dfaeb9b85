package dev.countersign.cli.readiness;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.countersign.policy.match.NamePattern;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Where an agent product keeps its hooks and its sandbox in a repository, and what is written there
 * for it.
 *
 * @param client as the address of its hooks names it
 * @param settings its files with hooks; a star stands for a name
 * @param event of the hooks that run before a tool
 * @param closes what a hook must say so that the tool does not run when the hook fails
 * @param off switches that turn all hooks off, as JSON pointers
 * @param toml its files of other settings
 * @param sandbox what must be set to one of some values; empty where nothing is known
 */
public record AgentProduct(
        String client,
        String title,
        List<String> settings,
        String event,
        Map<String, String> closes,
        Timer timer,
        List<String> off,
        List<String> toml,
        Map<String, List<String>> sandbox,
        Written writes) {

    /**
     * How long it waits for a hook.
     *
     * @param seconds how many one unit is
     */
    public record Timer(String key, double seconds) {}

    /**
     * What is generated for it.
     *
     * @param answered whether countersign-hook and decision-service speak with it; the hooks of
     *     others would refuse every call
     * @param hooks <code>{hook}</code> stands for the path of countersign-hook
     * @param notes what people should know who use these files, in sentences
     */
    public record Written(
            boolean answered,
            Hooks hooks,
            Fence fence,
            Sandbox sandbox,
            Managed managed,
            List<String> notes) {

        /** Those of a project that something may be written into. */
        public List<String> files() {
            return Stream.of(answered ? hooks.file() : "", fence.file(), sandbox.file())
                    .filter(file -> !file.isEmpty())
                    .distinct()
                    .toList();
        }
    }

    /** A part of a JSON file. */
    public record Hooks(String file, JsonNode content) {}

    /**
     * The file in which it refuses calls by itself.
     *
     * @param form how it spells them; {@code none} where that is not certain
     */
    public record Fence(String form, String file) {}

    /**
     * The settings of its sandbox.
     *
     * @param file a JSON or TOML file; empty where nothing is written
     * @param hosts where the hosts stand that stay open; empty where it opens none
     */
    public record Sandbox(String file, JsonNode content, List<String> hosts) {}

    /**
     * A place that people who use the product cannot change.
     *
     * @param file empty where none is written
     * @param places where an administrator puts the file, for each system
     */
    public record Managed(String file, List<String> places) {}

    public static List<AgentProduct> all() {
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
