package dev.countersign.decision.source;

/**
 * That a commit may be taken although it does not follow the last one.
 *
 * @param commit its whole identifier
 * @param by the policy-admin who says so
 */
record Acceptance(String commit, String by) {

    boolean covers(Commit tip) {
        return commit.equals(tip.id());
    }
}
