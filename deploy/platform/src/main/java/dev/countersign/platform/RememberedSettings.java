package dev.countersign.platform;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * Variables that go on to a service, remembered so that a later start without them does not
 * silently switch off what they switched on. An empty value forgets one.
 */
enum RememberedSettings {
    /** {@code COUNTERSIGN_SLACK_*}. */
    SLACK,
    /** {@code COUNTERSIGN_POLICY_*}. */
    POLICY;

    Map<String, String> merged(Map<String, String> environment, Secrets secrets)
            throws IOException {
        Map<String, String> settings = read(secrets);
        Map<String, String> before = Map.copyOf(settings);
        environment.forEach(
                (name, value) -> {
                    if (name.startsWith(prefix()) && value.isBlank()) {
                        settings.remove(name);
                    } else if (name.startsWith(prefix())) {
                        settings.put(name, value.strip());
                    }
                });
        if (!settings.equals(before)) {
            StringBuilder lines = new StringBuilder();
            settings.forEach((name, value) -> lines.append(name + "=" + value + "\n"));
            secrets.write(file(), lines.toString());
        }
        return settings;
    }

    private Map<String, String> read(Secrets secrets) throws IOException {
        Path file = secrets.folder().resolve(file());
        Properties properties = new Properties();
        if (Files.exists(file)) {
            properties.load(new StringReader(Files.readString(file).replace("\\", "\\\\")));
        }
        Map<String, String> settings = new TreeMap<>();
        properties.stringPropertyNames().forEach(n -> settings.put(n, properties.getProperty(n)));
        return settings;
    }

    private String prefix() {
        return "COUNTERSIGN_" + name() + "_";
    }

    private String file() {
        return name().toLowerCase(Locale.ROOT) + ".properties";
    }
}
