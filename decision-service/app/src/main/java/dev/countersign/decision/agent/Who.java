package dev.countersign.decision.agent;

import dev.countersign.runtime.Caller;
import dev.countersign.runtime.Callers;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;
import java.util.Set;

/** The present caller, and the name under which they are recorded. */
@RequestScoped
public class Who {

    private final Callers callers;
    private final SecurityIdentity identity;

    Who(Callers callers, SecurityIdentity identity) {
        this.callers = callers;
        this.identity = identity;
    }

    public String name() {
        return caller().name();
    }

    public Caller caller() {
        return callers.of(identity);
    }

    public Set<String> roles() {
        return identity.getRoles();
    }
}
