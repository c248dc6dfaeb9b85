package dev.countersign.policy.language;

import dev.countersign.policy.catalogue.Catalogue;
import dev.countersign.policy.match.NamePattern;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One policy file, checked and lowered to rules.
 *
 * @param defaults the effects it states for facts that no rule matches
 * @param delegated the closed lists that layers below may widen
 * @param names what it gives names to
 * @param bypass what an emergency bypass must fulfil
 * @param cases the tests and examples in the file
 */
public record Policy(
        Heading heading,
        Mode mode,
        Map<Family, Default> defaults,
        Set<Delegation> delegated,
        List<Rule> rules,
        Constraints constraints,
        Audit audit,
        Names names,
        List<Alert> alerts,
        BypassTerms bypass,
        Cases cases) {

    /** A stated default and its place. */
    public record Default(Effect effect, Source source) {}

    /** With the rules and defaults of the packs that it extends. */
    Policy withPacks() {
        Policy whole = this;
        for (PackRef pack : heading.extended()) {
            whole = whole.and(Packs.read(pack.name()));
        }
        return whole;
    }

    private Policy and(Policy pack) {
        var together = new ArrayList<>(rules);
        together.addAll(pack.rules());
        var stated = new EnumMap<Family, Default>(Family.class);
        stated.putAll(pack.defaults());
        stated.putAll(defaults);
        return new Policy(
                heading,
                mode,
                stated,
                delegated,
                List.copyOf(together),
                constraints,
                audit,
                names,
                alerts,
                bypass,
                cases);
    }

    /** Whether something stands in the file itself; the rest comes from its packs. */
    public boolean wrote(Source source) {
        return source.file().equals(name());
    }

    /** The interfaces and credentials that it declares. */
    public Catalogue catalogue() {
        return names.catalogue();
    }

    public String name() {
        return heading.name();
    }

    public String version() {
        return heading.version();
    }

    public String digest() {
        return heading.digest();
    }

    public List<String> agents() {
        return heading.agents();
    }

    public Map<String, String> metadata() {
        return heading.metadata();
    }

    public boolean isFor(String agent) {
        return agents().isEmpty()
                || agents().stream()
                        .anyMatch(pattern -> new NamePattern(pattern).surelyMatches(agent));
    }
}
