package dev.countersign.decision.decide;

import dev.countersign.approval.api.BypassStatus;
import dev.countersign.approval.api.BypassView;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.logging.Logger;

/** The emergency bypasses that may be in force. */
@ApplicationScoped
class LiveBypasses {

    private static final Logger LOG = Logger.getLogger(LiveBypasses.class);

    private final Lift.Client bypasses;
    private volatile List<BypassView> live = List.of();

    LiveBypasses(@RestClient Lift.Client bypasses) {
        this.bypasses = bypasses;
    }

    /** Never blocks. */
    List<BypassView> all() {
        return live;
    }

    void refresh() {
        try {
            live = List.copyOf(bypasses.list(BypassStatus.ACTIVE));
        } catch (RuntimeException e) {
            LOG.warnf("The bypasses in force are not known just now: %s", e.getMessage());
        }
    }
}
