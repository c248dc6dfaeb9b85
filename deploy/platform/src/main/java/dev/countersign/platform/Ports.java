package dev.countersign.platform;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/** Which part listens where on 127.0.0.1. */
record Ports(Map<Part, Integer> byPart) {
    private static final int HIGHEST = 65535;

    /**
     * The environment decides, then what was chosen before, then the default.
     *
     * @throws PlatformFailure when a port is no number from 1 to 65535 or is given twice
     */
    static Ports choose(Map<String, String> environment, Map<Part, Integer> remembered) {
        Map<Part, Integer> chosen = new EnumMap<>(Part.class);
        for (Part part : Part.values()) {
            String wanted = environment.getOrDefault(part.portVariable(), "");
            chosen.put(
                    part,
                    wanted.isBlank()
                            ? remembered.getOrDefault(part, part.defaultPort())
                            : parse(part.portVariable(), wanted.strip()));
        }
        refuseDuplicates(chosen);
        return new Ports(chosen);
    }

    private static int parse(String variable, String text) {
        if (text.matches("\\d{1,5}")) {
            int port = Integer.parseInt(text);
            if (port >= 1 && port <= HIGHEST) {
                return port;
            }
        }
        throw new PlatformFailure(
                variable + " is \"" + text + "\"; a port is a number from 1 to " + HIGHEST + ".");
    }

    private static void refuseDuplicates(Map<Part, Integer> chosen) {
        Map<Integer, Part> owners = new HashMap<>();
        chosen.forEach(
                (part, port) -> {
                    Part other = owners.put(port, part);
                    if (other != null) {
                        throw new PlatformFailure(
                                """
                                Port %d is chosen for both %s and %s.
                                Choose another with %s or %s."""
                                        .formatted(
                                                port,
                                                other.title(),
                                                part.title(),
                                                other.portVariable(),
                                                part.portVariable()));
                    }
                });
    }

    static Map<Part, Integer> read(Path file) throws IOException {
        Map<Part, Integer> ports = new EnumMap<>(Part.class);
        if (Files.exists(file)) {
            Properties properties = new Properties();
            try (Reader reader = Files.newBufferedReader(file)) {
                properties.load(reader);
            }
            for (Part part : Part.values()) {
                String text = properties.getProperty(part.fileName());
                if (text != null) {
                    ports.put(part, parse(part.fileName() + " in " + file, text));
                }
            }
        }
        return ports;
    }

    void write(Path file) throws IOException {
        try (Writer writer = Files.newBufferedWriter(file)) {
            for (Map.Entry<Part, Integer> entry : byPart.entrySet()) {
                writer.write(entry.getKey().fileName() + "=" + entry.getValue() + "\n");
            }
        }
    }

    int of(Part part) {
        return byPart.getOrDefault(part, part.defaultPort());
    }

    /** Where people and programs reach a part. */
    String address(Part part) {
        return part == Part.POSTGRES ? "127.0.0.1:" + of(part) : "http://127.0.0.1:" + of(part);
    }
}
