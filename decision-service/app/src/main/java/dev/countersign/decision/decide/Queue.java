package dev.countersign.decision.decide;

import dev.countersign.approval.api.ApprovalApi;
import dev.countersign.approval.api.ApprovalOrder;
import dev.countersign.approval.api.ApprovalView;
import dev.countersign.approval.api.Consumption;
import dev.countersign.approval.api.Withdrawal;
import dev.countersign.audit.api.ApprovalId;
import io.quarkus.oidc.client.filter.OidcClientFilter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import java.util.function.Supplier;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.logging.Logger;

/** The approval queue, as decision-service uses it. Every call may be repeated. */
@ApplicationScoped
class Queue {

    private static final Logger LOG = Logger.getLogger(Queue.class);

    private final Client approvals;

    Queue(@RestClient Client approvals) {
        this.approvals = approvals;
    }

    ApprovalView open(ApprovalOrder order) {
        return call(() -> approvals.open(order));
    }

    ApprovalView get(ApprovalId id) {
        return call(() -> approvals.get(id));
    }

    ApprovalView consume(ApprovalId id, Consumption consumption) {
        return call(() -> approvals.consume(id, consumption));
    }

    /** Best effort: a decision that is blocked cannot be released by what is left in the queue. */
    void withdraw(ApprovalId id, String reason) {
        try {
            call(() -> approvals.withdraw(id, new Withdrawal(reason)));
        } catch (Unreachable | Rejected e) {
            LOG.warnf("Not withdrawn approval=%s: %s", id, e.getMessage());
        }
    }

    /**
     * Takes back what is still open.
     *
     * @return how it stands then, whatever had ended it before
     */
    ApprovalView end(ApprovalId id, String reason) {
        try {
            return call(() -> approvals.withdraw(id, new Withdrawal(reason)));
        } catch (Rejected alreadyEnded) {
            return get(id);
        }
    }

    private static <T> T call(Supplier<T> request) {
        try {
            return request.get();
        } catch (WebApplicationException e) {
            int status = e.getResponse().getStatus();
            String detail = e.getResponse().readEntity(String.class);
            if (status >= 500 || status == 401 || status == 403 || status == 404 || status == 429) {
                throw new Unreachable("it answered " + status);
            }
            throw new Rejected(status + " " + detail);
        } catch (ProcessingException | IllegalStateException e) {
            throw new Unreachable(String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            LOG.warnf(e, "approval-service cannot be asked");
            throw new Unreachable(String.valueOf(e.getMessage()));
        }
    }

    /** Whether it did what was asked is not known. */
    static final class Unreachable extends RuntimeException {
        Unreachable(String message) {
            super(message, null, false, false);
        }
    }

    /** It refuses what was asked. */
    static final class Rejected extends RuntimeException {
        Rejected(String message) {
            super(message, null, false, false);
        }
    }

    @RegisterRestClient(configKey = "approval")
    @OidcClientFilter
    interface Client extends ApprovalApi {}
}
