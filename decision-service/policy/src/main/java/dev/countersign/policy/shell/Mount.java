package dev.countersign.policy.shell;

import java.util.List;

/**
 * What a container gets to see of this machine: {@code source:target:options}, or {@code
 * type=bind,source=…,target=…}.
 */
record Mount(String source) {
    private static final List<String> OPENING =
            List.of(
                    "/etc",
                    "/root",
                    "/home",
                    "/proc",
                    "/sys",
                    "/boot",
                    "/dev",
                    "/usr",
                    "/var/run",
                    "/run",
                    "/var/lib/docker",
                    "/Users");

    static Mount of(String text) {
        if (!text.contains("=")) {
            int colon = text.indexOf(':');
            return new Mount(colon > 0 ? text.substring(0, colon) : "");
        }
        for (String part : text.split(",")) {
            int equals = part.indexOf('=');
            String key = equals < 0 ? part : part.substring(0, equals);
            if (key.equals("source") || key.equals("src")) {
                return new Mount(part.substring(equals + 1));
            }
        }
        return new Mount("");
    }

    /** Otherwise it is the name of a volume. */
    boolean isFolder() {
        return source.startsWith("/")
                || source.startsWith(".")
                || source.startsWith("~")
                || source.indexOf('/') > 0;
    }

    /** Whoever writes there can do anything on this machine. */
    boolean opensTheMachine() {
        String plain =
                source.length() > 1 && source.endsWith("/")
                        ? source.substring(0, source.length() - 1)
                        : source;
        return plain.equals("/")
                || OPENING.contains(plain)
                || plain.endsWith("docker.sock")
                || plain.endsWith("containerd.sock")
                || plain.endsWith("podman.sock");
    }
}
