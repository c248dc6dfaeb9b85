package dev.countersign.policy.suite;

import dev.countersign.policy.action.Action;
import dev.countersign.policy.action.Facts;
import dev.countersign.policy.condition.Circumstances;
import dev.countersign.policy.condition.Proposer;
import dev.countersign.policy.history.History;
import dev.countersign.policy.language.Given;
import dev.countersign.policy.tool.Analyser;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A given call, examined once, however often it is judged.
 *
 * @param circumstances one, or where the call does not say when it is proposed one for each part of
 *     the week that the policy tells apart; never empty
 */
record Call(Facts facts, List<Circumstances> circumstances) {
    /**
     * The root folder of the policies, the same everywhere: where a file was checked out must not
     * decide whether its tests hold.
     */
    static final String ROOT = "/home/dev/project";

    /** A call that is proposed in the folder of the policy, unless it names another one. */
    static Call of(Given given, Subject subject, Hours hours) {
        String folder = subject.folder().isEmpty() ? ROOT : ROOT + "/" + subject.folder();
        Action action = new Action(given.tool(), given.input(), cwd(given.cwd(), folder), "test");
        History history = History.of(given.labels(), Map.of());
        Circumstances told = circumstances(given);
        return new Call(
                Analyser.analyse(action, history),
                given.now().isPresent() || hours.apart().isEmpty()
                        ? List.of(told)
                        : hours.apart().stream().map(told::at).toList());
    }

    /** Relative folders lie in that of the policy. */
    private static String cwd(String stated, String folder) {
        String relative = stated.startsWith("./") ? stated.substring(2) : stated;
        if (relative.startsWith("/")) {
            return relative;
        }
        return relative.isEmpty() || relative.equals(".") ? folder : folder + "/" + relative;
    }

    private static Circumstances circumstances(Given given) {
        return new Circumstances(
                ROOT,
                given.actionsInLastMinute(),
                given.now(),
                new Proposer(given.agent(), given.groups(), given.sessionAge()),
                new Circumstances.Operator(given.operator(), Optional.empty()),
                new Circumstances.Repository(Optional.empty(), given.branch()),
                given.environment());
    }
}
