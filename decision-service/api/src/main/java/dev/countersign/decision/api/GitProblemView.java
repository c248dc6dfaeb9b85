package dev.countersign.decision.api;

import java.time.Instant;
import java.util.Optional;

/**
 * Why what is in the repository is not in force here.
 *
 * @param code of a {@link DecisionError} or another error of this service
 * @param next what to do about it
 * @param commit absent if the repository could not be read at all
 */
public record GitProblemView(
        String code, String detail, String next, Optional<String> commit, Instant since) {}
