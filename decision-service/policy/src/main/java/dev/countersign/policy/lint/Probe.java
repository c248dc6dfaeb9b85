package dev.countersign.policy.lint;

import dev.countersign.policy.action.Action;
import dev.countersign.policy.action.Facts;
import dev.countersign.policy.history.History;
import dev.countersign.policy.tool.Analyser;
import java.util.Map;

/**
 * A made-up action that shows what a rule speaks of.
 *
 * @param shown for people
 */
record Probe(String shown, String tool, Map<String, Object> input) {
    /** A folder that no policy names. */
    static final String ROOT = "/home/zq7/project";

    /** A word that no policy names. */
    static final String WORD = "zq7";

    static Probe command(String line) {
        return new Probe(line, "Bash", Map.of("command", line));
    }

    static Probe write(String path) {
        return new Probe("writing " + path, "Write", Map.of("file_path", path, "content", "x"));
    }

    static Probe read(String path) {
        return new Probe("reading " + path, "Read", Map.of("file_path", path));
    }

    static Probe delete(String path) {
        return new Probe("deleting " + path, "Delete", Map.of("file_path", path));
    }

    static Probe connection(String host) {
        return new Probe(
                "connecting to " + host, "WebFetch", Map.of("url", "https://" + host + "/"));
    }

    static Probe mcp(String server, String tool) {
        return new Probe(server + "/" + tool, "mcp__" + server + "__" + tool, Map.of());
    }

    Facts facts() {
        return Analyser.analyse(new Action(tool, input, ROOT, ""), History.NONE);
    }
}
