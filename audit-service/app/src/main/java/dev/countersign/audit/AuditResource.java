package dev.countersign.audit;

import dev.countersign.audit.api.AuditApi;
import dev.countersign.audit.api.AuditError;
import dev.countersign.audit.api.EventId;
import dev.countersign.audit.api.EventPage;
import dev.countersign.audit.api.EventQuery;
import dev.countersign.audit.api.EventRecord;
import dev.countersign.audit.api.IngestResult;
import dev.countersign.audit.ingest.Ingest;
import dev.countersign.audit.search.SearchEvents;
import dev.countersign.audit.search.ShowEvent;
import dev.countersign.runtime.Caller;
import dev.countersign.runtime.Callers;
import dev.countersign.runtime.HttpError;
import dev.countersign.runtime.Refused;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import java.util.List;
import java.util.Optional;
import java.util.Set;

@RunOnVirtualThread
class AuditResource implements AuditApi {

    private static final Set<String> SEE_ALL =
            Set.of("auditor", "approver", "security-reviewer", "on-call", "policy-admin");

    private final Ingest ingest;
    private final SearchEvents search;
    private final ShowEvent show;
    private final SecurityIdentity identity;
    private final Callers callers;
    private final AuditConfig config;

    AuditResource(
            Ingest ingest,
            SearchEvents search,
            ShowEvent show,
            SecurityIdentity identity,
            Callers callers,
            AuditConfig config) {
        this.ingest = ingest;
        this.search = search;
        this.show = show;
        this.identity = identity;
        this.callers = callers;
        this.config = config;
    }

    @Override
    @RolesAllowed("service")
    public List<IngestResult> ingest(byte[] batch) {
        return ingest.take(producer(), batch);
    }

    @Override
    @RolesAllowed({
        "auditor",
        "approver",
        "security-reviewer",
        "on-call",
        "policy-admin",
        "developer"
    })
    public EventPage search(EventQuery query) {
        return search.page(query, onlyOperator());
    }

    @Override
    @RolesAllowed({
        "auditor",
        "approver",
        "security-reviewer",
        "on-call",
        "policy-admin",
        "developer"
    })
    public EventRecord get(EventId id) {
        return show.record(id, onlyOperator());
    }

    @Override
    @RolesAllowed({
        "auditor",
        "approver",
        "security-reviewer",
        "on-call",
        "policy-admin",
        "developer"
    })
    public String proof(EventId id) {
        return show.receipt(id, onlyOperator()).toString();
    }

    /** The client decides which source it may use; whoever is no registered service has none. */
    private String producer() {
        if (callers.of(identity) instanceof Caller.Service service
                && config.producers().contains(service.name())) {
            return service.name();
        }
        throw new Refused(AuditError.NOT_A_PRODUCER, "This account is not a producer of events.");
    }

    /** Developers see what their own agents did; empty for those who see everything. */
    private Optional<String> onlyOperator() {
        if (!(callers.of(identity) instanceof Caller.Person person)) {
            throw new Refused(HttpError.FORBIDDEN, "Only people read events.");
        }
        return person.roles().stream().anyMatch(SEE_ALL::contains)
                ? Optional.empty()
                : Optional.of(person.name());
    }
}
