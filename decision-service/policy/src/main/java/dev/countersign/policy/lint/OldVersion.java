package dev.countersign.policy.lint;

import dev.countersign.policy.language.Policy;
import java.util.List;

/** A file of an older version of the language. */
final class OldVersion {
    static final String NEWEST = "2.1";

    private OldVersion() {}

    static List<Finding> findings(Policy policy, Document document) {
        return policy.version().equals(NEWEST)
                ? List.of()
                : document.at("version")
                        .map(
                                node ->
                                        new Finding(
                                                Check.OLD_VERSION,
                                                document.source(node),
                                                "version %s is read as %s; agent-policy migrate rewrites it"
                                                        .formatted(policy.version(), NEWEST)))
                        .toList();
    }
}
