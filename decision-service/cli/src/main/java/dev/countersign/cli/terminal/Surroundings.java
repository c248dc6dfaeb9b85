package dev.countersign.cli.terminal;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/**
 * Where a command runs.
 *
 * @param folder the absolute working directory
 * @param environment the variables of the process
 */
public record Surroundings(
        Path folder,
        InputStream in,
        Output output,
        PrintWriter err,
        Screen screen,
        InstantSource clock,
        Map<String, String> environment) {

    public static Surroundings ofProcess() {
        return new Surroundings(
                Path.of("").toAbsolutePath(),
                System.in,
                new Output(new BufferedOutputStream(new FileOutputStream(FileDescriptor.out))),
                new PrintWriter(
                        new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8),
                Screen.of(System.getenv(), Optional.ofNullable(System.getProperty("columns"))),
                InstantSource.system(),
                System.getenv());
    }

    public PrintWriter out() {
        return output.writer();
    }

    /** Writes out what is left. A reader that has seen enough is no failure, a full disk is. */
    public int finish(int status) {
        out().flush();
        err().flush();
        Optional<String> failure = output.failure();
        failure.ifPresent(
                why -> err().println("agent-policy: the output could not be written: " + why));
        return failure.isPresent() ? ExitStatus.UNUSABLE : status;
    }

    /** How a file is called: as seen from the working directory if it lies beneath it. */
    public String nameOf(Path file) {
        Path whole = folder.resolve(file).normalize();
        return whole.startsWith(folder) && !whole.equals(folder)
                ? folder.relativize(whole).toString()
                : whole.toString();
    }

    /** Standard output, which remembers why it failed. */
    public static final class Output extends OutputStream {
        private final OutputStream to;
        private final PrintWriter writer;
        private Optional<IOException> failure = Optional.empty();

        public Output(OutputStream to) {
            this.to = to;
            this.writer = new PrintWriter(this, false, StandardCharsets.UTF_8);
        }

        PrintWriter writer() {
            return writer;
        }

        Optional<String> failure() {
            return failure.map(failed -> String.valueOf(failed.getMessage()))
                    .filter(message -> !message.contains("Broken pipe"));
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            try {
                to.write(bytes, offset, length);
            } catch (IOException failed) {
                failure = Optional.of(failed);
                throw failed;
            }
        }

        @Override
        public void flush() throws IOException {
            try {
                to.flush();
            } catch (IOException failed) {
                failure = Optional.of(failed);
                throw failed;
            }
        }
    }
}
