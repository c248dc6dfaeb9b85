package dev.countersign.platform;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When {@code deploy/up} builds, on a small tree of the same shape. */
class StalenessTest {
    private static final FileTime EARLIER = FileTime.from(Instant.parse("2026-11-20T10:00:00Z"));
    private static final FileTime BUILT = FileTime.from(Instant.parse("2026-11-20T11:00:00Z"));
    private static final FileTime LATER = FileTime.from(Instant.parse("2026-11-20T12:00:00Z"));
    private static final List<String> OUTPUTS =
            List.of(
                    "decision-service/app/target/quarkus-app/quarkus-run.jar",
                    "approval-service/app/target/quarkus-app/quarkus-run.jar",
                    "audit-service/app/target/quarkus-app/quarkus-run.jar",
                    "web-ui/target/quarkus-app/quarkus-run.jar",
                    "deploy/platform/target/countersign-platform-1.0.0-SNAPSHOT.jar");

    @TempDir private Path root;

    @BeforeEach
    void makeABuiltTree() throws IOException {
        for (String script : List.of(".mvn/jdk.sh", "deploy/platform/command.sh")) {
            Files.createDirectories(root.resolve(script).getParent());
            Files.copy(Checkout.root().resolve(script), root.resolve(script));
        }
        write("pom.xml");
        write("web-ui/src/main/java/Page.java");
        write("web-ui/src/test/java/PageTest.java");
        write("deploy/acceptance/src/main/java/Extra.java");
        for (String output : OUTPUTS) {
            write(output);
        }
        try (Stream<Path> walk = Files.walk(root)) {
            for (Path path : walk.toList()) {
                Files.setLastModifiedTime(path, EARLIER);
            }
        }
        for (String output : OUTPUTS) {
            Files.setLastModifiedTime(root.resolve(output), BUILT);
        }
    }

    @Test
    void an_unchanged_tree_is_not_built_again() throws Exception {
        assertThat(staleness()).isEmpty();
    }

    @Test
    void a_changed_source_is_built() throws Exception {
        touch("web-ui/src/main/java/Page.java");

        assertThat(staleness()).isEqualTo("web-ui/src/main/java/Page.java has changed\n");
    }

    @Test
    void a_changed_pom_is_built() throws Exception {
        touch("pom.xml");

        assertThat(staleness()).isEqualTo("pom.xml has changed\n");
    }

    @Test
    void a_deleted_source_is_built() throws Exception {
        Files.delete(root.resolve("web-ui/src/main/java/Page.java"));

        assertThat(staleness()).isEqualTo("web-ui/src/main/java has changed\n");
    }

    @Test
    void a_missing_output_is_built() throws Exception {
        Files.delete(root.resolve(OUTPUTS.get(2)));

        assertThat(staleness()).isEqualTo(OUTPUTS.get(2) + " is missing\n");
    }

    @Test
    void tests_do_not_count() throws Exception {
        touch("web-ui/src/test/java/PageTest.java");
        touch("deploy/acceptance/src/main/java/Extra.java");

        assertThat(staleness()).isEmpty();
    }

    private String staleness() throws Exception {
        Process process =
                new ProcessBuilder(
                                "sh",
                                "-euc",
                                "root=$1; . \"$root/deploy/platform/command.sh\"; staleness",
                                "sh",
                                root.toRealPath().toString())
                        .redirectErrorStream(true)
                        .start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }

    private void write(String file) throws IOException {
        Files.createDirectories(root.resolve(file).getParent());
        Files.writeString(root.resolve(file), file);
    }

    private void touch(String file) throws IOException {
        Files.setLastModifiedTime(root.resolve(file), LATER);
    }
}
