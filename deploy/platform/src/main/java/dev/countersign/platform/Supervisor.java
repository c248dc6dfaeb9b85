package dev.countersign.platform;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Brings the parts to the state in which they should be, touching only those that are not. What it
 * started itself it stops again when not everything comes up; what ran before stays.
 */
final class Supervisor {
    private final Home home;
    private final Ports ports;
    private final Consumer<String> progress;
    private final List<Component> started = new ArrayList<>();

    Supervisor(Home home, Ports ports, Consumer<String> progress) {
        this.home = home;
        this.ports = ports;
        this.progress = progress;
    }

    /** Returns whether anything had to be done. */
    boolean bringUp(Platform platform) throws IOException, InterruptedException {
        Map<Part, String> fingerprints = new HashMap<>();
        List<Component> wanting = new ArrayList<>();
        for (Component component : platform.all().toList()) {
            String fingerprint = component.fingerprint();
            fingerprints.put(component.part(), fingerprint);
            if (!isFine(component, fingerprint)) {
                wanting.add(component);
            }
        }
        if (wanting.isEmpty()) {
            return false;
        }
        home.refuseFullDisk();
        refuseTakenPorts(wanting);
        ports.write(home.ports());
        for (Component component : wanting.reversed()) {
            RunFile.stop(home, component.part(), progress);
        }
        for (List<Component> together : List.of(platform.infrastructure(), platform.services())) {
            start(together.stream().filter(wanting::contains).toList(), fingerprints);
        }
        return true;
    }

    private boolean isFine(Component component, String fingerprint)
            throws IOException, InterruptedException {
        Optional<RunFile> running = RunFile.read(home, component.part());
        return running.isPresent()
                && running.get().fingerprint().equals(fingerprint)
                && component.isReady();
    }

    private void refuseTakenPorts(List<Component> wanting) throws IOException {
        Set<Integer> ours = new HashSet<>();
        for (Part part : Part.values()) {
            RunFile.read(home, part).ifPresent(running -> ours.add(running.port()));
        }
        List<String> taken = new ArrayList<>();
        for (Component component : wanting) {
            int port = ports.of(component.part());
            if (!ours.contains(port) && !PortHolder.isFree(port)) {
                taken.add(
                        "Port %d, which %s wants, is taken by %s. %s=%d would choose another."
                                .formatted(
                                        port,
                                        component.part().title(),
                                        PortHolder.describe(port),
                                        component.part().portVariable(),
                                        port + 1000));
            }
        }
        if (!taken.isEmpty()) {
            throw new PlatformFailure(String.join("\n", taken));
        }
    }

    private void start(List<Component> components, Map<Part, String> fingerprints)
            throws IOException, InterruptedException {
        long began = System.nanoTime();
        Map<Component, ServerProcess> processes = new HashMap<>();
        for (Component component : components) {
            progress.accept("Starting " + component.part().title());
            ServerProcess process;
            synchronized (started) {
                process = component.start();
                new RunFile(
                                process,
                                ports.of(component.part()),
                                fingerprints.getOrDefault(component.part(), ""))
                        .write(home, component.part());
                started.add(component);
            }
            processes.put(component, process);
        }
        for (Component component : components) {
            component.awaitReady(requireNonNull(processes.get(component)));
            progress.accept(
                    "%s is ready after %.1f s"
                            .formatted(
                                    component.part().title(), (System.nanoTime() - began) / 1e9));
        }
    }

    /** Stops what this supervisor started, last first. */
    void takeBack() {
        synchronized (started) {
            for (Component component : started.reversed()) {
                try {
                    RunFile.stop(home, component.part(), progress);
                } catch (IOException e) {
                    progress.accept("Could not stop " + component.part().title() + ": " + e);
                }
            }
            started.clear();
        }
    }
}
