package dev.countersign.platform;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * The variables {@code COUNTERSIGN_SLACK_*}, remembered so that a later start without them does not
 * silently switch Slack off. An empty value forgets one.
 */
final class SlackSettings {
    private static final String PREFIX = "COUNTERSIGN_SLACK_";
    private static final String FILE = "slack.properties";

    private SlackSettings() {}

    static Map<String, String> merged(Map<String, String> environment, Secrets secrets)
            throws IOException {
        Map<String, String> settings = read(secrets);
        Map<String, String> before = Map.copyOf(settings);
        environment.forEach(
                (name, value) -> {
                    if (name.startsWith(PREFIX) && value.isBlank()) {
                        settings.remove(name);
                    } else if (name.startsWith(PREFIX)) {
                        settings.put(name, value.strip());
                    }
                });
        if (!settings.equals(before)) {
            StringBuilder lines = new StringBuilder();
            settings.forEach((name, value) -> lines.append(name + "=" + value + "\n"));
            secrets.write(FILE, lines.toString());
        }
        return settings;
    }

    private static Map<String, String> read(Secrets secrets) throws IOException {
        Path file = secrets.folder().resolve(FILE);
        Properties properties = new Properties();
        if (Files.exists(file)) {
            properties.load(new StringReader(Files.readString(file).replace("\\", "\\\\")));
        }
        Map<String, String> settings = new TreeMap<>();
        properties.stringPropertyNames().forEach(n -> settings.put(n, properties.getProperty(n)));
        return settings;
    }
}
