package dev.countersign.ui;

import dev.countersign.audit.api.Problem;
import dev.countersign.runtime.HttpError;
import jakarta.ws.rs.ProcessingException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * What a service answered: a value, or the problem that a page shows in its place. One of both is
 * there.
 */
public record Reply<T>(@Nullable T value, @Nullable Problem problem) {

    private static final Logger LOG = Logger.getLogger(Reply.class);

    /**
     * @param service its name for people, for when it does not answer
     */
    public static <T> Reply<T> of(String service, Supplier<T> call) {
        try {
            return new Reply<>(call.get(), null);
        } catch (ServiceProblem refused) {
            return new Reply<>(null, refused.problem());
        } catch (ProcessingException unreachable) {
            LOG.warnf("%s does not answer: %s", service, unreachable.getMessage());
            return new Reply<>(
                    null,
                    Problem.of(
                            HttpError.UNAVAILABLE,
                            "%s does not answer.".formatted(service),
                            Map.of()));
        }
    }

    public Optional<T> present() {
        return Optional.ofNullable(value);
    }

    /**
     * @throws ServiceProblem the problem; becomes a page of its own
     */
    public T answer() {
        if (value == null) {
            throw new ServiceProblem(Objects.requireNonNull(problem));
        }
        return value;
    }

    /** The status of a page whose content this is. */
    public int status() {
        return problem == null ? 200 : problem.status();
    }
}
