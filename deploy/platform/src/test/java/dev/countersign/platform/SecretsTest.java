package dev.countersign.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {
    @TempDir private Path folder;
    private Secrets secrets;

    @BeforeEach
    void makeFolder() throws Exception {
        secrets = new Secrets(FileTree.createPrivate(folder.resolve("secrets")));
    }

    @Test
    void a_secret_is_made_up_once_and_differs_from_the_others() {
        String first = secrets.text("one");

        assertThat(secrets.text("one")).isEqualTo(first).matches("[A-Za-z0-9_-]{32}");
        assertThat(secrets.text("two")).isNotEqualTo(first);
    }

    @Test
    void nobody_else_can_read_them() throws Exception {
        Path seed = secrets.seedFile("audit-log");

        assertThat(Base64.getUrlDecoder().decode(Files.readString(seed).strip())).hasSize(32);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(seed)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secrets.folder())))
                .isEqualTo("rwx------");
    }

    @Test
    void what_was_switched_on_stays_so_until_it_is_emptied() throws Exception {
        Map<String, String> given =
                Map.of("COUNTERSIGN_SLACK_BOT_TOKEN", "a\\b=c", "COUNTERSIGN_URL", "unrelated");

        RememberedSettings.SLACK.merged(given, secrets);
        Map<String, String> later = RememberedSettings.SLACK.merged(Map.of(), secrets);
        Map<String, String> emptied =
                RememberedSettings.SLACK.merged(Map.of("COUNTERSIGN_SLACK_BOT_TOKEN", ""), secrets);

        assertThat(later).isEqualTo(Map.of("COUNTERSIGN_SLACK_BOT_TOKEN", "a\\b=c"));
        assertThat(emptied).isEmpty();
        assertThat(RememberedSettings.SLACK.merged(Map.of(), secrets)).isEmpty();
    }
}
