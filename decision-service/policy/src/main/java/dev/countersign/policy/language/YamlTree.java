package dev.countersign.policy.language;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/**
 * Text to a tree of nodes with positions, refusing what is too large, too deep, or refers to
 * itself.
 */
final class YamlTree {
    static final int MOST_BYTES = 1 << 20;
    static final int MOST_DEPTH = 40;

    private final String name;
    private final Errors errors;
    private final LoadSettings settings;

    YamlTree(String name, Errors errors) {
        this.name = name;
        this.errors = errors;
        this.settings = LoadSettings.builder().setLabel(name).setCodePointLimit(MOST_BYTES).build();
    }

    Optional<MappingNode> read(String yaml) {
        if (yaml.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
            errors.at(Optional.empty(), "the file is larger than 1 MiB");
            return Optional.empty();
        }
        try {
            return isText(yaml) && isPlain(yaml) ? compose(yaml) : Optional.empty();
        } catch (MarkedYamlEngineException broken) {
            refuse(broken);
        } catch (YamlEngineException broken) {
            errors.at(Optional.empty(), "not valid YAML: " + broken.getMessage());
        }
        return Optional.empty();
    }

    /** A quote that never ends is a mistake where it begins, not at the end of the file. */
    private void refuse(MarkedYamlEngineException broken) {
        if (String.valueOf(broken.getContext()).contains("quoted scalar")
                && broken.getContextMark().isPresent()) {
            errors.at(
                    broken.getContextMark(),
                    "not valid YAML: the quoted text that begins here: " + broken.getProblem());
        } else {
            errors.at(broken.getProblemMark(), "not valid YAML: " + broken.getProblem());
        }
    }

    private boolean isText(String yaml) {
        for (int at = 0; at < yaml.length(); at += Character.charCount(yaml.codePointAt(at))) {
            int c = yaml.codePointAt(at);
            if (!StreamReader.isPrintable(c)) {
                errors.at(
                        source(yaml, at),
                        "the character U+%04X is not allowed in YAML".formatted(c));
                return false;
            }
        }
        return true;
    }

    private Source source(String yaml, int at) {
        int start = yaml.lastIndexOf('\n', at - 1) + 1;
        int line = (int) yaml.substring(0, at).chars().filter(c -> c == '\n').count() + 1;
        return new Source(name, line, yaml.codePointCount(start, at) + 1);
    }

    /**
     * Checked on the flat stream of events, before anything is built that could be deep or huge.
     */
    private boolean isPlain(String yaml) {
        Deque<Event> open = new ArrayDeque<>();
        int documents = 0;
        for (Event event : new Parse(settings).parseString(yaml)) {
            switch (event.getEventId()) {
                case Alias -> {
                    errors.at(
                            event.getStartMark(),
                            "aliases (*name) are not supported; write the value out");
                    return false;
                }
                case MappingStart, SequenceStart -> open.push(event);
                case MappingEnd, SequenceEnd -> open.pop();
                case DocumentStart -> documents++;
                case Scalar, StreamStart, StreamEnd, DocumentEnd, Comment -> {}
            }
            if (open.size() > MOST_DEPTH) {
                errors.at(event.getStartMark(), "nested deeper than " + MOST_DEPTH + " levels");
                return false;
            }
            if (documents > 1) {
                errors.at(event.getStartMark(), "a policy file is a single YAML document");
                return false;
            }
        }
        return true;
    }

    private Optional<MappingNode> compose(String yaml) {
        Optional<Node> root = new Compose(settings).composeString(yaml);
        if (root.isEmpty()) {
            errors.at(Optional.empty(), "the file is empty; a policy begins with version: \"2.1\"");
            return Optional.empty();
        }
        if (root.get() instanceof MappingNode mapping) {
            return Optional.of(mapping);
        }
        errors.at(root.get(), "a policy is a mapping of keys such as version and permissions");
        return Optional.empty();
    }
}
