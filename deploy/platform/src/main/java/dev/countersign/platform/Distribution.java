package dev.countersign.platform;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Properties;
import java.util.function.Consumer;

/**
 * A server as it comes from Maven, unpacked once per user and version into the cache. Unpacking
 * happens beside the final place and ends with a rename, so what is in the cache is complete.
 */
final class Distribution {
    private interface Unpacking {
        void unpack(Path archive, Path target) throws IOException, InterruptedException;
    }

    private Distribution() {}

    /** The folder with {@code bin/postgres}. */
    static Path postgres(Consumer<String> progress) {
        return unpacked(
                "postgres", "Unpacking PostgreSQL (once)", progress, Archive::unpackTxzInJar);
    }

    /** The folder with Keycloak's {@code lib}, built for the embedded database. */
    static Path keycloak(Consumer<String> progress) {
        return unpacked(
                "keycloak",
                "Unpacking and optimising Keycloak (once, takes half a minute)",
                progress,
                (archive, target) -> {
                    Archive.unpackZip(archive, target);
                    KeycloakServer.optimise(target);
                });
    }

    private static Path unpacked(
            String key, String announcement, Consumer<String> progress, Unpacking unpacking) {
        String archiveName = archiveName(key);
        Path home =
                Checkout.cache().resolve(archiveName.substring(0, archiveName.lastIndexOf('.')));
        try {
            if (!Files.isDirectory(home)) {
                FileLocked.run(
                        home.resolveSibling(home.getFileName() + ".lock"),
                        () ->
                                unpackIfMissing(
                                        archiveName, home, announcement, progress, unpacking));
            }
        } catch (IOException e) {
            throw new PlatformFailure("Cannot unpack " + archiveName + " to " + home + ": " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PlatformFailure("Interrupted while unpacking " + archiveName, e);
        }
        return home;
    }

    private static Path unpackIfMissing(
            String archiveName,
            Path home,
            String announcement,
            Consumer<String> progress,
            Unpacking unpacking)
            throws IOException, InterruptedException {
        if (Files.isDirectory(home)) {
            return home;
        }
        Path archive = Checkout.built().resolve("dist").resolve(archiveName);
        if (!Files.isRegularFile(archive)) {
            throw new PlatformFailure(
                    archive
                            + " is missing; ./mvnw -q -Dquick package -pl deploy/platform fetches it");
        }
        progress.accept(announcement);
        Path unfinished = home.resolveSibling(home.getFileName() + ".unfinished");
        FileTree.delete(unfinished);
        Files.createDirectories(unfinished);
        unpacking.unpack(archive, unfinished);
        return Files.move(unfinished, home, StandardCopyOption.ATOMIC_MOVE);
    }

    private static String archiveName(String key) {
        Properties names = new Properties();
        try (InputStream in = Distribution.class.getResourceAsStream("distributions.properties")) {
            if (in == null) {
                throw new PlatformFailure("distributions.properties is missing from the build");
            }
            names.load(in);
        } catch (IOException e) {
            throw new PlatformFailure("distributions.properties cannot be read", e);
        }
        return names.getProperty(key);
    }
}
