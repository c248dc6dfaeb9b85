package dev.countersign.ui;

import dev.countersign.audit.api.Problem;

/** A service refused, and said why. */
public class ServiceProblem extends RuntimeException {

    private final transient Problem problem;

    ServiceProblem(Problem problem) {
        super(problem.title(), null, false, false);
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}
