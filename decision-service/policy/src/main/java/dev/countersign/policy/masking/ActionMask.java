package dev.countersign.policy.masking;

import dev.countersign.policy.match.NamePattern;
import dev.countersign.policy.secret.SecretName;
import dev.countersign.policy.secret.SecretValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Masks one action. First its fields, as tools take and return them: by their names, by what the
 * texts in them are, and by the fields that a policy names; the tree keeps its shape. Then the
 * texts that were made of it: reasons, facts, paths.
 *
 * <p>For one action and one thread.
 */
public final class ActionMask {

    private static final Set<String> COMMANDS =
            Set.of(
                    "command",
                    "cmd",
                    "script",
                    "shell",
                    "bash",
                    "run",
                    "command_line",
                    "commandline");

    private static final List<String> FILES =
            List.of("file_path", "notebook_path", "path", "filename");

    private static final List<String> NAMES =
            List.of("name", "key", "header", "variable", "field", "option", "property");

    private static final Set<String> VALUES = Set.of("value", "val", "content", "data", "text");

    private static final int LONG = 256;

    private static final Set<String> ARGUMENTS = Set.of("args", "arguments", "argv", "params");

    private final Masker masker;
    private final List<NamePattern> redacted;
    private final KnownSecrets known = new KnownSecrets();

    /** Whole fields that were long, or that the policy wants masked, as they were masked. */
    private final Map<String, String> done = new HashMap<>();

    /**
     * @param redact names of further fields to mask, with stars; only what follows the last dot
     *     counts
     */
    public ActionMask(Masker masker, List<String> redact) {
        this.masker = masker;
        this.redacted =
                redact.stream()
                        .map(glob -> glob.substring(glob.lastIndexOf('.') + 1))
                        .map(glob -> new NamePattern(glob.toLowerCase(Locale.ROOT)))
                        .toList();
    }

    /** A text that was made of the action, or belongs to it. */
    public String text(String text) {
        String field = done.get(text);
        return known.hiddenIn(field != null ? field : storable(masker.text(text)));
    }

    /** The action's fields, without those that are null. */
    public Map<String, Object> fields(Map<String, ?> fields) {
        Map<String, Object> masked = new LinkedHashMap<>();
        object(fields)
                .forEach(
                        (name, value) -> {
                            if (value != null) {
                                masked.put(name, value);
                            }
                        });
        return masked;
    }

    private Map<String, @Nullable Object> object(Map<?, ?> fields) {
        var scene = new Scene(fields);
        Map<String, @Nullable Object> masked = new LinkedHashMap<>();
        fields.forEach(
                (key, value) -> {
                    String name = String.valueOf(key);
                    masked.put(
                            unused(masked, storable(masker.text(name))), field(name, value, scene));
                });
        return masked;
    }

    /**
     * Two names that are masked alike must not become one: nothing may be missing from what is
     * shown.
     */
    private static String unused(Map<String, ?> taken, String name) {
        String free = name;
        for (int i = 2; taken.containsKey(free); i++) {
            free = name + " (" + i + ")";
        }
        return free;
    }

    private @Nullable Object field(String name, @Nullable Object value, Scene scene) {
        if (value == null || value instanceof Boolean) {
            return value;
        }
        String lower = name.toLowerCase(Locale.ROOT);
        if (redacted.stream().anyMatch(pattern -> pattern.couldMatch(lower))) {
            if (value instanceof String text) {
                done.put(text, Masker.MASK);
            }
            return Masker.MASK;
        }
        Optional<SecretName> kind =
                VALUES.contains(lower) && scene.names().isPresent()
                        ? scene.names()
                        : SecretName.of(name);
        if (kind.isPresent()) {
            return secret(kind.get(), name, value, scene);
        }
        if (ARGUMENTS.contains(lower) && value instanceof List<?> list) {
            return words(scene.program(), list, scene);
        }
        return COMMANDS.contains(lower) && value instanceof String command
                ? storable(masker.command(command, known))
                : value(value, scene);
    }

    private @Nullable Object secret(SecretName kind, String name, Object value, Scene scene) {
        return switch (value) {
            case String text -> isSecret(kind, name, text) ? hidden(text) : value(text, scene);
            case Number number -> kind == SecretName.KEY ? number : Masker.MASK;
            case List<?> list ->
                    list.stream()
                            .<@Nullable Object>map(
                                    item -> item == null ? null : secret(kind, name, item, scene))
                            .toList();
            case Map<?, ?> map when name.equalsIgnoreCase("secrets") -> everyText(map);
            default -> value(value, scene);
        };
    }

    private String hidden(String secret) {
        known.add(secret);
        return Masker.MASK;
    }

    private static boolean isSecret(SecretName kind, String name, String text) {
        return !SecretValue.isNone(text)
                && (kind != SecretName.KEY
                        || SecretName.inCapitals(name)
                        || SecretValue.looksRandom(text));
    }

    /** {@code secrets: {DB: …}}: the names are free, the values are what it is about. */
    private Object everyText(Map<?, ?> map) {
        Map<String, @Nullable Object> masked = new LinkedHashMap<>();
        map.forEach(
                (name, value) ->
                        masked.put(
                                unused(masked, storable(masker.text(String.valueOf(name)))),
                                value instanceof String text && !SecretValue.isNone(text)
                                        ? hidden(text)
                                        : value(value, new Scene(map))));
        return masked;
    }

    private @Nullable Object value(@Nullable Object value, Scene scene) {
        return switch (value) {
            case null -> null;
            case String text -> content(text, scene);
            case Map<?, ?> map -> object(map);
            case List<?> list -> words(Optional.empty(), list, scene);
            default -> value;
        };
    }

    private String content(String text, Scene scene) {
        String content = storable(masker.content(text, scene.file(), known));
        if (text.length() >= LONG) {
            done.put(text, content);
        }
        return content;
    }

    /** A list of texts may be the words of a command. */
    private List<?> words(Optional<String> program, List<?> list, Scene scene) {
        if (list.isEmpty() || !list.stream().allMatch(String.class::isInstance)) {
            return list.stream().<@Nullable Object>map(item -> value(item, scene)).toList();
        }
        var words = new ArrayList<String>();
        program.ifPresent(words::add);
        list.forEach(item -> words.add((String) item));
        List<String> masked = Masker.words(words);
        return masked.subList(program.isPresent() ? 1 : 0, masked.size()).stream()
                .map(item -> value(item, scene))
                .toList();
    }

    /** No database keeps a NUL, and it hides text from people. */
    private static String storable(String text) {
        return text.replace('\0', '\uFFFD');
    }

    /** What the fields of one object say about each other. */
    private record Scene(Map<?, ?> fields) {

        /** The file that the texts beside it belong to. */
        String file() {
            return first(FILES).orElse("");
        }

        /** {@code {"name": "DB_PASSWORD", "value": …}}. */
        Optional<SecretName> names() {
            return first(NAMES).flatMap(SecretName::of);
        }

        /** {@code {"command": "mysql", "args": […]}}. */
        Optional<String> program() {
            return first(List.copyOf(COMMANDS)).filter(text -> text.indexOf(' ') < 0);
        }

        private Optional<String> first(List<String> names) {
            for (String name : names) {
                if (fields.get(name) instanceof String text) {
                    return Optional.of(text);
                }
            }
            return Optional.empty();
        }
    }
}
