package dev.countersign.cli.generate.fence;

import dev.countersign.cli.readiness.LocalPolicy;
import dev.countersign.policy.action.Action;
import dev.countersign.policy.condition.Circumstances;
import dev.countersign.policy.condition.Proposer;
import dev.countersign.policy.history.History;
import dev.countersign.policy.language.Effect;
import dev.countersign.policy.tool.Analyser;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The policy, asked about calls that nobody makes: a product is told to refuse only what the policy
 * itself denies.
 */
public final class Asked {
    private final LocalPolicy.Sound policy;

    public Asked(LocalPolicy.Sound policy) {
        this.policy = policy;
    }

    public String root() {
        return policy.root();
    }

    public boolean denies(List<Action> calls) {
        return calls.stream().allMatch(call -> effect(call).compareTo(Effect.DENY) >= 0);
    }

    private Effect effect(Action call) {
        return policy.compiled()
                .judge(
                        Analyser.analyse(call, History.NONE),
                        Circumstances.in(policy.root()).by(Proposer.UNKNOWN.since(Duration.ZERO)))
                .effect();
    }

    /** Whether nothing outside the project may be written. */
    public boolean deniesWritingOutside() {
        return denies(
                Stream.of("/opt/a/b", "/tmp/a/b", "/var/tmp/a", "~/a", "../a")
                        .flatMap(path -> Stream.of(line("touch " + path), write(path)))
                        .toList());
    }

    /** Whether a host that no rule names may not be reached. */
    public boolean deniesUnknownHosts() {
        return denies(List.of(fetch("unlisted.example"), line("curl https://unlisted.example/a")));
    }

    /** Whether a host may be reached in any case. */
    public boolean allows(String host) {
        return effect(fetch(host)).compareTo(Effect.WARN) <= 0;
    }

    private Action fetch(String host) {
        return new Action("WebFetch", Map.of("url", "https://" + host + "/a"), root(), "");
    }

    private Action line(String command) {
        return new Action("Bash", Map.of("command", command), root(), "");
    }

    private Action write(String path) {
        return new Action("Write", Map.of("file_path", path, "content", "x"), root(), "");
    }
}
