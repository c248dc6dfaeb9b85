package dev.countersign.cli.readiness;

/** A point about what the policy of the repository does; a policy with errors does nothing. */
interface PolicyPoint extends Point {

    Finding judged(Launch launch, LocalPolicy.Sound policy);

    @Override
    default Finding check(Launch launch) {
        return switch (launch.policy()) {
            case LocalPolicy.Sound policy -> judged(launch, policy);
            case LocalPolicy.Flawed flawed -> {
                var evidence = new Evidence();
                flawed.errors().forEach(evidence::bad);
                yield evidence.finding("Correct the policy: agent-policy lint.", "");
            }
        };
    }
}
