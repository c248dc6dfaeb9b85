package dev.countersign.policy.lint;

import dev.countersign.policy.language.Family;
import dev.countersign.policy.language.Mode;
import dev.countersign.policy.language.Policy;
import dev.countersign.policy.layer.Layer;
import dev.countersign.policy.layer.PolicySet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.Node;

/** What a layer states although one above it is stricter: it has no effect. */
final class Overruled {
    private final PolicySet policies;
    private final Map<String, String> texts;
    private final Map<String, Document> documents = new HashMap<>();

    /**
     * @param texts what the policies were read from, by their names
     */
    Overruled(PolicySet policies, Map<String, String> texts) {
        this.policies = policies;
        this.texts = texts;
    }

    List<Finding> findings() {
        var findings = new ArrayList<Finding>();
        for (Layer layer : policies.layers()) {
            findings.addAll(defaults(layer));
            for (Term term : Term.values()) {
                stated(layer, term)
                        .flatMap(node -> overruled(layer, term, node))
                        .ifPresent(findings::add);
            }
        }
        return findings;
    }

    private List<Finding> defaults(Layer layer) {
        var findings = new ArrayList<Finding>();
        layer.policy()
                .defaults()
                .forEach(
                        (family, stated) -> {
                            if (layer.policy().wrote(stated.source())) {
                                stricter(layer, family, stated)
                                        .map(above -> overruled(family, stated, above))
                                        .ifPresent(findings::add);
                            }
                        });
        return findings;
    }

    private Optional<Stricter> stricter(Layer layer, Family family, Policy.Default stated) {
        return policies.layers().stream()
                .filter(above -> above.isAbove(layer) && isInForceOver(above, layer))
                .flatMap(
                        above ->
                                Optional.ofNullable(above.policy().defaults().get(family))
                                        .map(one -> new Stricter(above, one))
                                        .stream())
                .filter(above -> above.stated().effect().compareTo(stated.effect()) > 0)
                .findFirst();
    }

    private record Stricter(Layer layer, Policy.Default stated) {}

    /** A layer that only observes is no stricter than one that is in force. */
    private static boolean isInForceOver(Layer above, Layer layer) {
        return above.policy().mode() == Mode.ENFORCE || layer.policy().mode() == Mode.OBSERVE;
    }

    private static Finding overruled(Family family, Policy.Default stated, Stricter above) {
        return new Finding(
                Check.OVERRULED,
                stated.source(),
                "defaults.%s: %s has no effect beneath the %s: %s (%s)"
                        .formatted(
                                family.id(),
                                stated.effect().id(),
                                above.layer().title(),
                                above.stated().effect().id(),
                                above.stated().source()));
    }

    private Optional<Finding> overruled(Layer layer, Term term, Node own) {
        return policies.layers().stream()
                .filter(above -> above.isAbove(layer))
                .filter(above -> term.isWeaker(layer.policy(), above.policy()))
                .findFirst()
                .map(
                        above ->
                                new Finding(
                                        Check.OVERRULED,
                                        document(layer).source(own),
                                        "%s: %s has no effect beneath the %s%s"
                                                .formatted(
                                                        term.path(),
                                                        Document.text(own).orElse(""),
                                                        above.title(),
                                                        said(above, term))));
    }

    private String said(Layer above, Term term) {
        return stated(above, term)
                .map(
                        node ->
                                ": %s (%s)"
                                        .formatted(
                                                Document.text(node).orElse(""),
                                                document(above).source(node)))
                .orElseGet(() -> ", which leaves it as usual (" + above.policy().name() + ")");
    }

    private Optional<Node> stated(Layer layer, Term term) {
        return document(layer).at(term.keys()).findFirst();
    }

    private Document document(Layer layer) {
        String name = layer.policy().name();
        return documents.computeIfAbsent(
                name, file -> new Document(file, texts.getOrDefault(file, "")));
    }
}
