package dev.countersign.decision.hook;

import dev.countersign.decision.api.DecisionError;
import dev.countersign.runtime.Refused;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The agent products that can ask. */
@ApplicationScoped
class Dialects {

    private final Map<String, Dialect> byClient = new TreeMap<>();

    Dialects(Instance<Dialect> dialects) {
        dialects.forEach(dialect -> byClient.put(dialect.client(), dialect));
    }

    Optional<Dialect> find(String client) {
        return Optional.ofNullable(byClient.get(client));
    }

    Dialect require(String client) {
        return find(client)
                .orElseThrow(
                        () ->
                                new Refused(
                                        DecisionError.NO_SUCH_CLIENT,
                                        "'%s' is none of %s."
                                                .formatted(client, byClient.keySet())));
    }
}
