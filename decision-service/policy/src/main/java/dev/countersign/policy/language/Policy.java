package dev.countersign.policy.language;

import dev.countersign.policy.catalogue.Catalogue;
import dev.countersign.policy.match.NamePattern;
import java.util.List;
import java.util.Map;

/**
 * One policy file, checked and lowered to rules.
 *
 * @param name the name the file was read under
 * @param version the version of the language it is written in
 * @param digest {@code sha256:} and the digest of the file's UTF-8 text
 * @param agents the agents it is written for, with stars; empty means all. Choosing the policy for
 *     an agent is the caller's matter.
 * @param metadata free words about the policy
 * @param catalogue the interfaces and credentials that it gives names to
 * @param defaults the effects it states for facts that no rule matches
 */
public record Policy(
        String name,
        String version,
        String digest,
        List<String> agents,
        Map<String, String> metadata,
        Mode mode,
        Map<Family, Effect> defaults,
        List<Rule> rules,
        Constraints constraints,
        Audit audit,
        Catalogue catalogue) {

    public boolean isFor(String agent) {
        return agents.isEmpty()
                || agents.stream()
                        .anyMatch(pattern -> new NamePattern(pattern).surelyMatches(agent));
    }
}
