package dev.countersign.platform;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** {@code deploy/up}: starts whatever of the platform does not run yet. */
final class Up {
    private Up() {}

    public static void main(String[] arguments) {
        System.exit(Command.run(() -> up(System.getenv())));
    }

    private static int up(Map<String, String> environment)
            throws IOException, InterruptedException {
        Home home = Home.find(environment);
        home.create();
        return Command.alone(home, () -> upAlone(home, environment));
    }

    private static int upAlone(Home home, Map<String, String> environment)
            throws IOException, InterruptedException {
        Consumer<String> progress = line -> System.out.println("  " + line);
        Ports ports = Ports.choose(environment, Ports.read(home.ports()));
        Supervisor supervisor = new Supervisor(home, ports, progress);
        AtomicBoolean done = new AtomicBoolean();
        Thread interrupted =
                new Thread(
                        () -> {
                            if (!done.get()) {
                                supervisor.takeBack();
                            }
                        });
        Runtime.getRuntime().addShutdownHook(interrupted);
        try {
            Platform platform = Platform.of(home, ports, environment, progress);
            boolean changed = supervisor.bringUp(platform);
            done.set(true);
            System.out.println(
                    changed ? "Countersign is up." : "Countersign is up already; nothing changed.");
            System.out.println(signposts(home, ports));
            return 0;
        } catch (PlatformFailure e) {
            supervisor.takeBack();
            throw e;
        }
    }

    private static String signposts(Home home, Ports ports) {
        return """

          Dashboard         %s
          decision-service  %s
          approval-service  %s
          audit-service     %s
          Keycloak          %s   (administrator: %s, password in %s)
          PostgreSQL        %s

        Sign in with name = password:
          alice  approver, security reviewer      dave  developer, operates agents
          bob    approver, on call                erin  policies and agents
          carol  auditor

        Next: ./deploy/demo    State: ./deploy/status    Stop: ./deploy/down
        Logs: %s
        """
                .formatted(
                        ports.address(Part.WEB_UI),
                        ports.address(Part.DECISION),
                        ports.address(Part.APPROVAL),
                        ports.address(Part.AUDIT),
                        ports.address(Part.KEYCLOAK),
                        KeycloakComponent.ADMIN,
                        home.secrets().resolve("keycloak-admin"),
                        ports.address(Part.POSTGRES),
                        home.logs());
    }
}
