package dev.countersign.platform;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Who has a port that we want. */
final class PortHolder {
    private static final int LOCAL_ADDRESS = 1;
    private static final int STATE = 3;
    private static final int INODE = 9;
    private static final String LISTENING = "0A";

    private PortHolder() {}

    static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }

    /** Number and command of the process that listens, where the system tells us. */
    static String describe(int port) {
        return find(port)
                .map(
                        handle ->
                                "process "
                                        + handle.pid()
                                        + handle.info()
                                                .commandLine()
                                                .or(() -> handle.info().command())
                                                .map(line -> " (" + shortened(line) + ")")
                                                .orElse(""))
                .orElse("another process");
    }

    private static String shortened(String line) {
        return line.length() <= 100 ? line : line.substring(0, 97) + "...";
    }

    private static Optional<ProcessHandle> find(int port) {
        Set<String> sockets =
                Stream.of("/proc/net/tcp", "/proc/net/tcp6")
                        .flatMap(table -> listening(Path.of(table), port))
                        .collect(Collectors.toSet());
        if (sockets.isEmpty()) {
            return Optional.empty();
        }
        return ProcessHandle.allProcesses().filter(handle -> holds(handle, sockets)).findFirst();
    }

    private static Stream<String> listening(Path table, int port) {
        try {
            return Files.readAllLines(table).stream()
                    .skip(1)
                    .map(line -> List.of(line.strip().split("\\s+")))
                    .filter(fields -> fields.size() > INODE)
                    .filter(fields -> fields.get(STATE).equals(LISTENING))
                    .filter(fields -> port(fields.get(LOCAL_ADDRESS)) == port)
                    .map(fields -> "socket:[" + fields.get(INODE) + "]");
        } catch (IOException notLinux) {
            return Stream.empty();
        }
    }

    private static int port(String address) {
        return HexFormat.fromHexDigits(address.substring(address.lastIndexOf(':') + 1));
    }

    private static boolean holds(ProcessHandle handle, Set<String> sockets) {
        Path descriptors = Path.of("/proc/" + handle.pid() + "/fd");
        try (DirectoryStream<Path> list = Files.newDirectoryStream(descriptors)) {
            for (Path descriptor : list) {
                if (sockets.contains(Files.readSymbolicLink(descriptor).toString())) {
                    return true;
                }
            }
            return false;
        } catch (IOException notOurs) {
            return false;
        }
    }
}
