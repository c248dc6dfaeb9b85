package dev.countersign.decision.api;

import java.util.List;
import java.util.Optional;

/**
 * What a policy consists of.
 *
 * @param scopes where it is in force once it is activated, the widest layer first
 * @param files all of them, in the order of their paths
 */
public record PolicyContents(List<Scope> scopes, List<File> files) {

    /**
     * @param pattern of agents' names
     */
    public record Scope(PolicyLayer layer, String pattern) {}

    /**
     * @param layer whose rules it holds; absent for what is no policy, such as tests
     * @param text as it was uploaded
     */
    public record File(String path, Optional<PolicyLayer> layer, String text) {}
}
