package dev.countersign.platform;

import java.nio.file.Files;
import java.nio.file.Path;

/** The source tree that this platform was built from, and the user's folders beside it. */
final class Checkout {
    private Checkout() {}

    /** The root of the repository, from the system property {@code countersign.root}. */
    static Path root() {
        String root = System.getProperty("countersign.root");
        if (root == null || !Files.isDirectory(Path.of(root, "deploy", "platform"))) {
            throw new PlatformFailure(
                    "The system property countersign.root must name the root of the repository; it is "
                            + root);
        }
        return Path.of(root).toAbsolutePath().normalize();
    }

    static Path built() {
        return root().resolve("deploy/platform/target");
    }

    /** Where unpacked distributions and the servers of running builds are kept, per user. */
    static Path cache() {
        String configured = System.getenv("XDG_CACHE_HOME");
        Path base =
                configured == null || configured.isBlank()
                        ? Path.of(System.getProperty("user.home"), ".cache")
                        : Path.of(configured);
        return base.resolve("countersign");
    }
}
