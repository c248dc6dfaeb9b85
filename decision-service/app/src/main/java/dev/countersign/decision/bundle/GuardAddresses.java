package dev.countersign.decision.bundle;

import dev.countersign.policy.action.Facts;
import dev.countersign.policy.guard.Guard;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.Stream;

/** Marks what would reach this installation itself. */
@ApplicationScoped
class GuardAddresses {

    private final Guard guard;

    GuardAddresses(GuardSettings settings) {
        this.guard =
                Guard.at(
                        Stream.concat(
                                        Stream.of(
                                                settings.decision(),
                                                settings.approval(),
                                                settings.audit(),
                                                settings.web(),
                                                settings.identity(),
                                                settings.database()),
                                        settings.addresses().stream().flatMap(List::stream))
                                .toList());
    }

    Facts with(Facts facts) {
        return guard.with(facts);
    }
}
