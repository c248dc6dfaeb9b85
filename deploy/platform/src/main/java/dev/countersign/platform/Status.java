package dev.countersign.platform;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * {@code deploy/status}: one line per part. Exit code 0 when all of them are of use, otherwise 1.
 */
final class Status {
    private Status() {}

    public static void main(String[] arguments) {
        System.exit(Command.run(() -> status(Home.find(System.getenv()))));
    }

    private static int status(Home home) throws IOException, InterruptedException {
        Ports ports = Ports.choose(Map.of(), Ports.read(home.ports()));
        boolean allRunning = true;
        long total = 0;
        for (Part part : Part.values()) {
            Optional<RunFile> running = RunFile.read(home, part);
            boolean healthy = running.isPresent() && answers(part, ports);
            allRunning &= healthy;
            String state = running.isEmpty() ? "stopped" : healthy ? "running" : "unhealthy";
            OptionalLong memory =
                    running.map(r -> Memory.kibibytes(r.process())).orElse(OptionalLong.empty());
            total += memory.orElse(0);
            System.out.println(
                    "%-17s %-10s %-24s %s"
                            .formatted(
                                    part.title(),
                                    state,
                                    ports.address(part),
                                    running.map(r -> details(r.process(), memory)).orElse(""))
                            .stripTrailing());
        }
        if (total > 0) {
            System.out.println(
                    "%-17s %-10s %-24s %-13s%s"
                            .formatted("Together", "", "", "", mebibytes(total)));
        }
        return allRunning ? 0 : 1;
    }

    private static boolean answers(Part part, Ports ports) throws InterruptedException {
        return switch (part) {
            case POSTGRES -> !PortHolder.isFree(ports.of(part));
            case KEYCLOAK ->
                    Http.answers(
                            ports.address(part)
                                    + "/realms/countersign/.well-known/openid-configuration");
            case AUDIT, APPROVAL, DECISION, WEB_UI ->
                    Http.answers(ports.address(part) + "/q/health/ready");
        };
    }

    private static String details(ServerProcess process, OptionalLong memory) {
        return "pid %-9d%-9s up %s"
                .formatted(
                        process.pid(),
                        memory.isPresent() ? mebibytes(memory.getAsLong()) : "",
                        process.handle()
                                .flatMap(handle -> handle.info().startInstant())
                                .map(start -> age(Duration.between(start, Instant.now())))
                                .orElse("?"));
    }

    private static String mebibytes(long kibibytes) {
        return (kibibytes >> 10) + " MiB";
    }

    private static String age(Duration age) {
        if (age.toMinutes() < 1) {
            return age.toSeconds() + "s";
        }
        if (age.toHours() < 1) {
            return age.toMinutes() + "m";
        }
        return age.toHours() + "h" + age.toMinutesPart() + "m";
    }
}
