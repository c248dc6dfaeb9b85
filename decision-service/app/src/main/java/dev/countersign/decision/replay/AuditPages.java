package dev.countersign.decision.replay;

import dev.countersign.audit.api.EventPage;
import dev.countersign.audit.api.EventQuery;
import dev.countersign.audit.api.EventView;
import dev.countersign.runtime.HttpError;
import dev.countersign.runtime.Refused;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.logging.Logger;

/** Reads the audit log page by page, newest events first, as far as the person may see it. */
@ApplicationScoped
class AuditPages {

    private static final Logger LOG = Logger.getLogger(AuditPages.class);
    private static final int PAGE = 200;

    private final AuditEvents events;

    AuditPages(@RestClient AuditEvents events) {
        this.events = events;
    }

    /**
     * @param taking told each event; false ends the reading
     * @throws Refused UNAVAILABLE if the log does not answer, FORBIDDEN if it refuses the caller
     */
    void read(String type, Instant from, Optional<String> agent, Predicate<EventView> taking) {
        var query = new EventQuery();
        query.type = type;
        query.from = from.toString();
        query.agent = agent.orElse(null);
        query.limit = PAGE;
        do {
            EventPage page = page(query);
            if (!page.items().stream().allMatch(taking)) {
                return;
            }
            query.cursor = page.cursor().orElse(null);
        } while (query.cursor != null);
    }

    private EventPage page(EventQuery query) {
        try {
            return events.search(query);
        } catch (WebApplicationException e) {
            int status = e.getResponse().getStatus();
            throw status == 401 || status == 403
                    ? new Refused(HttpError.FORBIDDEN, "The audit log refuses this account.")
                    : unavailable("it answers " + status);
        } catch (ProcessingException e) {
            LOG.warnf(e, "The audit log cannot be asked");
            throw unavailable("it cannot be reached or not be understood");
        }
    }

    private static Refused unavailable(String why) {
        return new Refused(
                HttpError.UNAVAILABLE,
                "What was recorded is in the audit log, and " + why + ". Nothing was replayed.");
    }
}
