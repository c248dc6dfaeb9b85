package dev.countersign.decision.decide;

import dev.countersign.approval.api.BypassApi;
import dev.countersign.approval.api.BypassUse;
import dev.countersign.approval.api.BypassView;
import dev.countersign.decision.bundle.Judgement;
import io.quarkus.oidc.client.filter.OidcClientFilter;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.logging.Logger;

/**
 * Lifts a verdict under an emergency bypass. That one may be in force is remembered; that it is, by
 * the database's clock, is confirmed for each single use, and recorded there.
 */
@ApplicationScoped
class Lift {

    private static final Logger LOG = Logger.getLogger(Lift.class);

    private final LiveBypasses live;
    private final Client bypasses;

    Lift(LiveBypasses live, @RestClient Client bypasses) {
        this.live = live;
        this.bypasses = bypasses;
    }

    /** Never blocks. */
    boolean mayLift(Entry entry, Judgement judgement) {
        return covering(entry, judgement).findAny().isPresent();
    }

    /**
     * @return the decision that goes on under a bypass; empty if there is none, or if it cannot be
     *     confirmed
     */
    Optional<Entry> lift(Entry entry, Judgement judgement) {
        return covering(entry, judgement)
                .filter(bypass -> confirmed(bypass, entry))
                .findFirst()
                .map(
                        bypass ->
                                entry.under(
                                        bypass.id(),
                                        DecisionTexts.bypassed(
                                                bypass.id().value(),
                                                bypass.requester(),
                                                entry.reason()),
                                        judgement));
    }

    /**
     * The decision, which tells of each bypass that covers the call why it does not lift it. Never
     * blocks.
     */
    Entry told(Entry entry, Judgement judgement) {
        return meant(entry, judgement)
                .flatMap(
                        bypass ->
                                Shortcoming.of(bypass, judgement.bypass())
                                        .map(why -> DecisionTexts.notLifted(bypass.id(), why))
                                        .stream())
                .reduce((one, other) -> one + " " + other)
                .map(entry::adding)
                .orElse(entry);
    }

    private Stream<BypassView> covering(Entry entry, Judgement judgement) {
        return meant(entry, judgement)
                .filter(bypass -> Shortcoming.of(bypass, judgement.bypass()).isEmpty());
    }

    private Stream<BypassView> meant(Entry entry, Judgement judgement) {
        if (!judgement.verdict().bypassable()) {
            return Stream.of();
        }
        return live.all().stream()
                .filter(
                        bypass ->
                                Coverage.of(bypass.scope())
                                        .covers(judgement, entry.proposal().agent().name()));
    }

    private boolean confirmed(BypassView bypass, Entry entry) {
        try {
            bypasses.use(
                    bypass.id(),
                    new BypassUse(
                            entry.id(),
                            entry.proposal().story(entry.session(), entry.id()),
                            entry.digest()));
            return true;
        } catch (RuntimeException e) {
            LOG.warnf("Not confirmed bypass=%s: %s", bypass.id(), e.getMessage());
            return false;
        }
    }

    @RegisterRestClient(configKey = "approval")
    @OidcClientFilter
    interface Client extends BypassApi {}
}
