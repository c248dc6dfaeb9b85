package dev.countersign.policy;

import dev.countersign.policy.action.Action;
import dev.countersign.policy.action.Fact;
import dev.countersign.policy.action.Facts;
import dev.countersign.policy.condition.Circumstances;
import dev.countersign.policy.evaluate.CompiledPolicy;
import dev.countersign.policy.evaluate.Verdict;
import dev.countersign.policy.history.History;
import dev.countersign.policy.language.Effect;
import dev.countersign.policy.language.PolicyFile;
import dev.countersign.policy.tool.Analyser;
import java.util.List;
import java.util.Map;

/** Asks the library about one call, as decision-service does. */
public final class Judged {
    public static final String ROOT = "/home/dave/app";

    public static final String SEED =
            """
            version: "1.0"
            agent_id: "code-assistant-prod"
            permissions:
              filesystem:
                allow: ["src/**/*.ts", "tests/**/*.spec.ts", "package.json"]
                deny: [".env*", "secrets/**", "node_modules/**"]
              commands:
                allow: ["npm test", "npm run lint", "git commit"]
                deny: ["rm -rf", "curl *", "git push --force"]
              network:
                allow_outbound: false
                exceptions: ["packages.example.org"]
            constraints:
              max_files_per_action: 10
              require_human_approval:
                - file_pattern: "package.json"
                - command_pattern: "git commit"
            audit: {log_all_actions: true, retention_days: 365, alert_on_deny: true}
            """;

    private Judged() {}

    public static CompiledPolicy seed() {
        return policy(SEED);
    }

    public static CompiledPolicy policy(String yaml) {
        return CompiledPolicy.of(PolicyFile.read(".agent-policy.yml", yaml));
    }

    public static Verdict bash(CompiledPolicy policy, String command) {
        return call(policy, "Bash", Map.of("command", command));
    }

    public static Effect effect(CompiledPolicy policy, String command) {
        return bash(policy, command).effect();
    }

    public static Verdict call(CompiledPolicy policy, String tool, Map<String, Object> input) {
        return policy.judge(facts(tool, input), Circumstances.in(ROOT));
    }

    public static Facts facts(String tool, Map<String, Object> input) {
        return Analyser.analyse(new Action(tool, input, ROOT, "s-1"), History.NONE);
    }

    public static Facts facts(String command) {
        return facts("Bash", Map.of("command", command));
    }

    /** The programs that would run, with their words. */
    public static List<String> invocations(String command) {
        return facts(command).all().stream()
                .filter(Fact.Invocation.class::isInstance)
                .map(Fact::show)
                .toList();
    }
}
