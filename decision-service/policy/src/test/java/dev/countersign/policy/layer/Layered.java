package dev.countersign.policy.layer;

import dev.countersign.policy.Judged;
import dev.countersign.policy.condition.Circumstances;
import dev.countersign.policy.evaluate.CompiledPolicy;
import dev.countersign.policy.evaluate.Verdict;
import dev.countersign.policy.language.Effect;
import java.util.Map;
import java.util.TreeMap;

/** Policies above each other, asked about calls. */
record Layered(Map<String, String> files) {
    static final String ORGANISATION = ".agent-policy.organisation.yml";
    static final String TEAM = ".agent-policy.team.yml";
    static final String ROOT = ".agent-policy.yml";

    /** Names and texts in turn; the texts without their version. */
    static Layered layers(String... namesAndTexts) {
        var files = new TreeMap<String, String>();
        for (int i = 0; i < namesAndTexts.length; i += 2) {
            files.put(namesAndTexts[i], "version: \"2.1\"\n" + namesAndTexts[i + 1]);
        }
        return new Layered(files);
    }

    Layered with(String name, String text) {
        var more = new TreeMap<>(files);
        more.put(name, "version: \"2.1\"\n" + text);
        return new Layered(more);
    }

    Layered without(String name) {
        var fewer = new TreeMap<>(files);
        fewer.remove(name);
        return new Layered(fewer);
    }

    PolicySet set() {
        return PolicySet.read(files);
    }

    CompiledPolicy compiled() {
        return CompiledPolicy.of(set());
    }

    Verdict verdict(String command) {
        return Judged.bash(compiled(), command);
    }

    Effect bash(String command) {
        return verdict(command).effect();
    }

    Effect write(String path) {
        return call("Write", Map.of("file_path", Judged.ROOT + "/" + path, "content", "a"));
    }

    Effect call(String tool, Map<String, Object> input) {
        return Judged.call(compiled(), tool, input).effect();
    }

    Effect after(int actions) {
        return compiled()
                .judge(Judged.facts("ls"), Circumstances.in(Judged.ROOT).after(actions))
                .effect();
    }
}
