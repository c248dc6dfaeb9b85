package dev.countersign.cli.readiness;

import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The twelve points, in the order in which they are shown. */
public enum Checkpoint {
    CREDENTIAL_SCOPING("Credentials are scoped", CredentialScoping::new),
    API_DOMAINS("Interfaces are mapped", ApiDomains::new),
    KILL_CONTROL("What cannot be undone is stopped", KillControl::new),
    APPROVAL_ROUTING("Somebody can approve", ApprovalRouting::new),
    REGISTRY("The agent is registered", RegistryEntry::new),
    HOOKS("Hooks are in force", Hooks::new),
    SANDBOX("The agent runs in a sandbox", Sandbox::new),
    EGRESS("Unknown hosts are out of reach", EgressControl::new),
    SECRETS("Credentials are out of reach", SecretsOutOfReach::new),
    PROTECTED_BRANCHES("Branches are protected", ProtectedBranches::new),
    TELEMETRY("What happens is recorded", Telemetry::new),
    BYPASS("The emergency bypass was tried", TestedBypass::new);

    private final String title;
    private final Supplier<Point> point;

    Checkpoint(String title, Supplier<Point> point) {
        this.title = title;
        this.point = point;
    }

    /** The word for programs, for example {@code credential-scoping}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public String title() {
        return title;
    }

    /** Looks at all of them. */
    public static Stream<Checked> checked(Launch launch) {
        return Stream.of(values()).map(one -> new Checked(one, one.point.get().check(launch)));
    }

    /** A point that was looked at. */
    public record Checked(Checkpoint point, Finding finding) {}
}
