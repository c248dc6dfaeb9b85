package dev.countersign.platform;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Enumeration;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.tukaani.xz.XZInputStream;

/**
 * Unpacks the two kinds of archive that the distributions come in. An entry or link that would end
 * up outside the target folder stops the unpacking.
 */
final class Archive {
    private static final int ANY_RUN_BIT = 0111;

    private Archive() {}

    /** Unpacks a zip file without its single top folder. */
    static void unpackZip(Path zip, Path target) throws IOException {
        try (ZipFile file = ZipFile.builder().setPath(zip).get()) {
            Enumeration<ZipArchiveEntry> entries = file.getEntries();
            while (entries.hasMoreElements()) {
                unpackEntry(file, entries.nextElement(), target);
            }
        }
    }

    private static void unpackEntry(ZipFile file, ZipArchiveEntry entry, Path target)
            throws IOException {
        String name = entry.getName().substring(entry.getName().indexOf('/') + 1);
        if (name.isEmpty()) {
            return;
        }
        if (entry.isDirectory()) {
            Files.createDirectories(inside(target, name));
            return;
        }
        if (entry.isUnixSymlink()) {
            link(target, name, file.getUnixSymlink(entry));
            return;
        }
        try (InputStream content = file.getInputStream(entry)) {
            write(target, name, content, entry.getUnixMode());
        }
    }

    /** Unpacks the {@code .txz} that lies inside a jar. */
    static void unpackTxzInJar(Path jar, Path target) throws IOException {
        try (ZipFile file = ZipFile.builder().setPath(jar).get()) {
            Enumeration<ZipArchiveEntry> entries = file.getEntries();
            while (entries.hasMoreElements()) {
                ZipArchiveEntry entry = entries.nextElement();
                if (entry.getName().endsWith(".txz")) {
                    unpackTxz(file.getInputStream(entry), target);
                    return;
                }
            }
        }
        throw new IOException("No .txz in " + jar);
    }

    static void unpackTxz(InputStream txz, Path target) throws IOException {
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(txz)))) {
            for (TarArchiveEntry entry = tar.getNextEntry();
                    entry != null;
                    entry = tar.getNextEntry()) {
                unpackEntry(tar, entry, target);
            }
        }
    }

    private static void unpackEntry(TarArchiveInputStream tar, TarArchiveEntry entry, Path target)
            throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(inside(target, entry.getName()));
        } else if (entry.isSymbolicLink()) {
            link(target, entry.getName(), entry.getLinkName());
        } else if (entry.isLink()) {
            Path file = inside(target, entry.getName());
            Files.createDirectories(parent(file));
            Files.createLink(file, inside(target, entry.getLinkName()));
        } else if (entry.isFile()) {
            write(target, entry.getName(), tar, entry.getMode());
        }
    }

    private static void write(Path target, String name, InputStream content, int mode)
            throws IOException {
        Path file = inside(target, name);
        Files.createDirectories(parent(file));
        Files.copy(content, file);
        if ((mode & ANY_RUN_BIT) != 0) {
            Set<PosixFilePermission> permissions =
                    EnumSet.copyOf(Files.getPosixFilePermissions(file));
            permissions.add(PosixFilePermission.OWNER_EXECUTE);
            Files.setPosixFilePermissions(file, permissions);
        }
    }

    private static void link(Path target, String name, String destination) throws IOException {
        Path link = inside(target, name);
        Path folder = parent(link);
        if (!folder.resolve(destination).normalize().startsWith(target)) {
            throw new IOException("Link out of the archive: " + name + " to " + destination);
        }
        Files.createDirectories(folder);
        Files.createSymbolicLink(link, Path.of(destination));
    }

    private static Path inside(Path target, String name) throws IOException {
        Path path = target.resolve(name).normalize();
        if (path.equals(target)) {
            return target;
        }
        if (!path.startsWith(target)) {
            throw new IOException("Entry outside of the archive: " + name);
        }
        for (Path above = parent(path); !above.equals(target); above = parent(above)) {
            if (Files.isSymbolicLink(above)) {
                throw new IOException("Entry below a link: " + name);
            }
        }
        return path;
    }

    private static Path parent(Path path) {
        Path parent = path.getParent();
        return parent == null ? path : parent;
    }
}
