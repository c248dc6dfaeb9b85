package dev.countersign.decision.bundle;

import dev.countersign.decision.api.PolicyView;
import dev.countersign.decision.bundle.LastGood.Problem;
import dev.countersign.decision.bundle.Snapshot.Stored;
import dev.countersign.runtime.Refused;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/**
 * Takes over what is in force in the database. What cannot be loaded does not replace what could,
 * for a limited time ({@link LastGood}); each such problem is told once.
 */
@ApplicationScoped
public class PolicyLoader {

    private static final Logger LOG = Logger.getLogger(PolicyLoader.class);

    private final DataSource database;
    private final Policies policies;
    private final ReportNotLoaded reporting;
    private final LastGood lastGood;
    private final Set<Problem> told = new HashSet<>();
    private volatile List<Problem> problems = List.of();

    PolicyLoader(
            DataSource database,
            Policies policies,
            PolicySettings settings,
            Signatures signatures,
            ReportNotLoaded reporting) {
        this.database = database;
        this.policies = policies;
        this.reporting = reporting;
        this.lastGood =
                new LastGood(
                        settings.maxStale(),
                        stored -> forged(stored, signatures).or(() -> unreadable(stored)));
    }

    public synchronized void load() {
        try (Connection connection = database.getConnection()) {
            policies.take(lastGood.after(Snapshot.read(connection)));
        } catch (SQLException e) {
            LOG.errorf(
                    "The policies in force could not be read; %s: %s",
                    policies.isStale() ? "only reading goes on" : "the last good ones stay",
                    e.getMessage());
            return;
        }
        problems = lastGood.problems();
        problems.stream().filter(problem -> !told.contains(problem)).forEach(this::tell);
        told.retainAll(problems);
    }

    List<Problem> problems() {
        return problems;
    }

    /** The same, with why it could not be loaded here, if it could not. */
    PolicyView seen(PolicyView policy) {
        return problems.stream()
                .filter(problem -> problem.policy().equals(policy.id().value()))
                .findFirst()
                .map(
                        problem ->
                                policy.notLoaded(
                                        "%s; %s"
                                                .formatted(
                                                        problem.reason(), problem.consequence())))
                .orElse(policy);
    }

    private static Optional<String> forged(Stored stored, Signatures signatures) {
        return stored.envelope().flatMap(signed -> signatures.flaw(signed, stored.files()));
    }

    static Optional<String> unreadable(Stored stored) {
        try {
            PolicyFiles.checked(stored.files()).head();
            return Optional.empty();
        } catch (Refused wrong) {
            return Optional.of(String.valueOf(wrong.getMessage()));
        }
    }

    private void tell(Problem problem) {
        LOG.errorf(
                "Policy %s cannot be loaded; for %s %s: %s",
                problem.policy(), problem.scope(), problem.consequence(), problem.reason());
        try {
            reporting.report(problem);
            told.add(problem);
        } catch (RuntimeException e) {
            LOG.errorf("That left no trace yet and will be tried again: %s", e.getMessage());
        }
    }
}
