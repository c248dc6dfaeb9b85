package dev.countersign.policy.language;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * What a policy file says about itself.
 *
 * @param name the name the file was read under
 * @param version the version of the language it is written in
 * @param digest {@code sha256:} and the digest of the file's UTF-8 text
 * @param agents the agents it is written for, with stars; empty means all. Choosing the policy for
 *     an agent is the caller's matter.
 * @param metadata free words about the policy
 * @param revision never goes down while a policy is in force
 * @param extended the packs whose rules stand beside its own
 */
public record Heading(
        String name,
        String version,
        String digest,
        List<String> agents,
        Map<String, String> metadata,
        OptionalLong revision,
        List<PackRef> extended) {}
