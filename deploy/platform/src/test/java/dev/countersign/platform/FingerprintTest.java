package dev.countersign.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FingerprintTest {
    @TempDir private Path folder;

    @Test
    void the_order_of_settings_does_not_matter_but_their_values_do() {
        Map<String, String> one = new LinkedHashMap<>();
        one.put("a", "1");
        one.put("b", "2");
        Map<String, String> other = new LinkedHashMap<>();
        other.put("b", "2");
        other.put("a", "1");

        assertThat(of(one)).isEqualTo(of(other)).isNotEqualTo(of(Map.of("a", "1", "b", "3")));
    }

    @Test
    void a_rebuilt_application_with_the_same_content_is_the_same() throws Exception {
        write("app/ours.jar", "one");
        write("lib/main/org.other-1.0.jar", "other");
        String before = ofApplication();

        write("app/ours.jar", "one");
        String same = ofApplication();
        write("app/ours.jar", "two");

        assertThat(same).isEqualTo(before);
        assertThat(ofApplication()).isNotEqualTo(before);
    }

    @Test
    void our_own_libraries_count_with_their_content() throws Exception {
        write("lib/main/dev.countersign.trail-1.0.jar", "one");
        String before = ofApplication();

        write("lib/main/dev.countersign.trail-1.0.jar", "two");

        assertThat(ofApplication()).isNotEqualTo(before);
    }

    private static String of(Map<String, String> settings) {
        return new Fingerprint().add(settings).toString();
    }

    private String ofApplication() throws Exception {
        return new Fingerprint().addApplication(folder).toString();
    }

    private void write(String file, String content) throws Exception {
        Files.createDirectories(folder.resolve(file).getParent());
        Files.writeString(folder.resolve(file), content);
    }
}
