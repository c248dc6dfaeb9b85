package dev.countersign.decision.source;

import dev.countersign.decision.api.DecisionError;
import dev.countersign.decision.api.GitSourceView;
import dev.countersign.decision.source.Position.Taken;
import dev.countersign.decision.source.Positions.Overtaken;
import dev.countersign.runtime.HttpError;
import dev.countersign.runtime.Refused;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Looks whether the branch has a newer commit and takes what it holds; then puts in force what was
 * taken and is not in force yet. Looks of one replica happen one after the other.
 */
final class LookAtRemote {

    private static final Logger LOG = Logger.getLogger(LookAtRemote.class);

    private final Mirror mirror;
    private final Remote remote;
    private final Positions positions;
    private final TakeCommit taking;
    private final ReportNotTaken reporting;
    private volatile Position known = Position.START;
    private volatile boolean ended;

    LookAtRemote(Mirror mirror, Positions positions, TakeCommit taking, ReportNotTaken reporting) {
        this.mirror = mirror;
        this.remote = mirror.remote();
        this.positions = positions;
        this.taking = taking;
        this.reporting = reporting;
    }

    /** Unless some replica has begun to look less than that time ago. */
    void lookUnlessWithin(Duration time) {
        if (positions.beginUnlessWithin(remote, time)) {
            look(Optional.empty());
        } else {
            known = positions.read(remote);
        }
    }

    /** What stands in the way is reported, not thrown. */
    synchronized void look(Optional<Acceptance> acceptance) {
        positions.begin(remote);
        Optional<NotTaken> problem = taken(acceptance);
        if (ended) {
            return;
        }
        Optional<NotTaken> unsettled = settled();
        problem.or(() -> unsettled)
                .ifPresentOrElse(
                        one -> reporting.report(remote, one), () -> positions.clear(remote));
        known = positions.read(remote);
    }

    GitSourceView view() {
        return positions.read(remote).view(remote);
    }

    /** As of the last look, without asking anybody. */
    Position known() {
        return known;
    }

    /** A look that is under way reports nothing any more: it may be broken off. */
    void end() {
        ended = true;
    }

    synchronized void close() {
        try {
            mirror.close();
        } catch (IOException failed) {
            LOG.warnf("The copy of the repository was not removed: %s", failed.getMessage());
        }
    }

    private Optional<NotTaken> taken(Optional<Acceptance> acceptance) {
        // Read before the fetch: what another replica takes meanwhile may be newer than what is
        // fetched, and would look like a rewritten branch.
        Position from = positions.read(remote);
        Commit tip;
        try {
            tip = mirror.fetch();
        } catch (Refused unreachable) {
            return Optional.of(new NotTaken(Optional.empty(), unreachable));
        }
        positions.reached(remote);
        return attempt(tip.id(), () -> take(from, tip, acceptance));
    }

    private Optional<NotTaken> settled() {
        return positions
                .read(remote)
                .taken()
                .filter(one -> !one.settled())
                .flatMap(one -> attempt(one.commit(), () -> taking.settle(remote, one)));
    }

    private static Optional<NotTaken> attempt(String commit, Runnable work) {
        try {
            work.run();
            return Optional.empty();
        } catch (Overtaken byAnotherReplica) {
            return Optional.empty();
        } catch (Refused why) {
            return Optional.of(new NotTaken(Optional.of(commit), why));
        } catch (RuntimeException | StackOverflowError unexpected) {
            LOG.errorf(unexpected, "Commit %s could not be taken", commit);
            return Optional.of(
                    new NotTaken(
                            Optional.of(commit),
                            new Refused(
                                    HttpError.UNEXPECTED,
                                    "It could not be taken: " + unexpected.getClass().getName())));
        }
    }

    private void take(Position from, Commit tip, Optional<Acceptance> acceptance) {
        if (from.isAt(tip)) {
            return;
        }
        String remark = tip.remark(remote);
        Optional<Acceptance> accepted = acceptance.filter(one -> one.covers(tip));
        try {
            if (!follows(tip, from.taken())) {
                remark +=
                        "\n# it does not follow the last one, which %s accepted"
                                .formatted(accepted.orElseThrow(() -> rewritten(tip, from)).by());
            }
            taking.take(remote, from, tip, mirror.content(tip), remark);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private boolean follows(Commit tip, Optional<Taken> last) throws IOException {
        return last.isEmpty() || mirror.descends(tip, last.get().commit());
    }

    private Refused rewritten(Commit tip, Position from) {
        return new Refused(
                DecisionError.SOURCE_REWRITTEN,
                "Commit %s on %s does not follow %s, which was taken last."
                        .formatted(
                                tip.id(),
                                remote.branch(),
                                from.taken().map(Taken::commit).orElse("")));
    }
}
