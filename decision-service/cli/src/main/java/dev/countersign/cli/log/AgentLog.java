package dev.countersign.cli.log;

import dev.countersign.cli.terminal.Surroundings;
import dev.countersign.cli.terminal.TextInput;
import dev.countersign.cli.terminal.Unusable;
import dev.countersign.policy.action.Action;
import dev.countersign.policy.action.Facts;
import dev.countersign.policy.condition.Circumstances;
import dev.countersign.policy.condition.Proposer;
import dev.countersign.policy.evaluate.CompiledPolicy;
import dev.countersign.policy.evaluate.Verdict;
import dev.countersign.policy.language.Source;
import dev.countersign.policy.lint.Check;
import dev.countersign.policy.lint.Finding;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Judges recorded actions by a policy, in their order, each with what its session did before.
 * Memory is bounded whatever the log holds.
 */
public final class AgentLog {
    static final int MOST_FINDINGS = 10_000;

    /** Bytes that all sessions together may remember. */
    private static final long MOST_REMEMBERED = 64L << 20;

    private static final int MOST_SESSIONS = 2_000;

    private final CompiledPolicy policy;
    private final String root;
    private final Map<String, RecordedSession> sessions = new LinkedHashMap<>(16, 0.75f, true);
    private final List<Finding> findings = new ArrayList<>();
    private String name = "";
    private int number;
    private long leftOut;
    private long remembered;

    /**
     * @param root where the policy's relative patterns are anchored for sessions within it; empty
     *     for the first working directory of each session
     */
    public AgentLog(CompiledPolicy policy, String root) {
        this.policy = policy;
        this.root = root;
    }

    /**
     * @return at most {@value #MOST_FINDINGS} findings, and one more for those that are left out
     */
    public List<Finding> check(String file, Surroundings here) {
        name = TextInput.nameOf(file);
        try (InputStream in = new BufferedInputStream(TextInput.open(file, here), 1 << 16)) {
            var lines = new LogLines(in);
            for (Optional<LogLines.Line> line = lines.next();
                    line.isPresent();
                    line = lines.next()) {
                number++;
                line(line.get());
            }
        } catch (IOException failed) {
            throw TextInput.cannotBeRead(name, failed);
        }
        if (leftOut > 0) {
            findings.add(finding(Check.LOG_VIOLATION, leftOut + " more findings are not shown"));
        }
        return List.copyOf(findings);
    }

    private void line(LogLines.Line line) {
        if (line.flaw().isPresent()) {
            add(Check.LOG_UNREADABLE, line.flaw().get());
        } else if (!line.text().isEmpty()) {
            try {
                Recorded.of(line.text()).ifPresent(this::judge);
            } catch (Unusable unreadable) {
                add(Check.LOG_UNREADABLE, String.valueOf(unreadable.getMessage()));
            }
        }
    }

    private void judge(Recorded recorded) {
        RecordedSession session =
                sessions.computeIfAbsent(
                        recorded.action().session(),
                        id -> new RecordedSession(rootFor(recorded.action().cwd())));
        if (session.isRepeated(recorded)) {
            return;
        }
        Facts facts = session.facts(located(recorded.action(), session));
        report(recorded, policy.judge(facts, circumstances(recorded, session)));
        if (recorded.consent() != Recorded.Consent.STOPPED) {
            remembered -= session.weight();
            session.remember(facts);
            remembered += session.weight();
            forgetOldest();
        }
    }

    /** A line that names no folder was written in the project's. */
    private static Action located(Action action, RecordedSession session) {
        return action.cwd().isEmpty()
                ? new Action(action.tool(), action.input(), session.root(), action.session())
                : action;
    }

    private String rootFor(String cwd) {
        boolean within = cwd.isEmpty() || cwd.equals(root) || cwd.startsWith(root + "/");
        return !root.isEmpty() && within ? root : cwd;
    }

    private static Circumstances circumstances(Recorded recorded, RecordedSession session) {
        Circumstances known =
                Circumstances.in(session.root())
                        .after(session.counted(recorded))
                        .by(recorded.agent().map(Proposer.UNKNOWN::named).orElse(Proposer.UNKNOWN));
        return recorded.time().map(known::at).orElse(known);
    }

    private void report(Recorded recorded, Verdict verdict) {
        if (recorded.consent() == Recorded.Consent.STOPPED) {
            return;
        }
        switch (verdict.wouldBe()) {
            case ALLOW, WARN -> {}
            case REQUIRE_APPROVAL -> {
                if (recorded.consent() != Recorded.Consent.APPROVED) {
                    add(Check.LOG_UNAPPROVED, said(recorded, verdict));
                }
            }
            case DENY, KILL -> add(Check.LOG_VIOLATION, said(recorded, verdict));
        }
    }

    private static String said(Recorded recorded, Verdict verdict) {
        return "%s: %s: %s"
                .formatted(verdict.wouldBe().id(), recorded.action().tool(), verdict.reason());
    }

    private void add(Check check, String message) {
        if (findings.size() < MOST_FINDINGS) {
            findings.add(finding(check, message));
        } else {
            leftOut++;
        }
    }

    private Finding finding(Check check, String message) {
        return new Finding(check, new Source(name, number, 1), message);
    }

    /** The session that was longest without an action. */
    private void forgetOldest() {
        boolean tooMuch = remembered > MOST_REMEMBERED && sessions.size() > 1;
        if (sessions.size() > MOST_SESSIONS || tooMuch) {
            Map.Entry<String, RecordedSession> oldest = sessions.entrySet().iterator().next();
            remembered -= oldest.getValue().weight();
            sessions.remove(oldest.getKey());
            add(
                    Check.LOG_FORGOTTEN,
                    "what session \"%s\" did is forgotten".formatted(oldest.getKey()));
        }
    }
}
