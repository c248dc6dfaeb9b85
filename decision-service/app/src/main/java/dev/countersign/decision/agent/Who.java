package dev.countersign.decision.agent;

import dev.countersign.runtime.Callers;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;

/** The name under which the present caller is recorded. */
@RequestScoped
public class Who {

    private final Callers callers;
    private final SecurityIdentity identity;

    Who(Callers callers, SecurityIdentity identity) {
        this.callers = callers;
        this.identity = identity;
    }

    public String name() {
        return callers.of(identity).name();
    }
}
