package dev.countersign.policy.tool;

import dev.countersign.policy.action.Wild;
import java.util.Set;

/** Folders without which a machine or a person has lost everything. */
final class SystemFolders {
    private static final Set<String> TOP =
            Set.of(
                    "bin",
                    "boot",
                    "dev",
                    "etc",
                    "home",
                    "lib",
                    "lib32",
                    "lib64",
                    "opt",
                    "proc",
                    "root",
                    "run",
                    "sbin",
                    "srv",
                    "sys",
                    "usr",
                    "var",
                    "mnt",
                    "media",
                    "Users",
                    "System",
                    "Library",
                    "Applications",
                    "Volumes",
                    "private");
    private static final Set<String> WHOLLY =
            Set.of(
                    "bin", "boot", "dev", "etc", "lib", "lib32", "lib64", "proc", "sbin", "sys",
                    "System");

    private SystemFolders() {}

    static boolean holds(String path) {
        String folder = path;
        // "everything in it" is the folder itself.
        while (folder.endsWith("/" + Wild.STAR)) {
            folder = folder.substring(0, folder.length() - 2);
        }
        if (folder.isEmpty() || folder.equals("/") || folder.equals("~")) {
            return true;
        }
        if (!folder.startsWith("/")) {
            return false;
        }
        String[] parts = folder.substring(1).split("/");
        return switch (parts.length) {
            case 1 -> TOP.contains(parts[0]);
            case 2 ->
                    WHOLLY.contains(parts[0])
                            || Set.of("home", "Users", "usr", "var").contains(parts[0])
                                    && !parts[1].equals("tmp");
            default -> WHOLLY.contains(parts[0]);
        };
    }
}
