package dev.countersign.cli.terminal;

import dev.countersign.policy.language.PolicyError;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Text that somebody gave, in a file or on standard input.
 *
 * @param name how it is called in messages
 * @param text what could be read; up to the flaw if there is one
 * @param flaw where it ceases to be UTF-8
 */
public record TextInput(String name, String text, Optional<PolicyError> flaw) {
    private static final int MOST = 16 << 20;

    private static final String STANDARD_INPUT = "standard input";

    /** Reads a file; {@code -} is standard input. */
    public static TextInput read(String file, Surroundings here) {
        String name = nameOf(file);
        try (InputStream in = open(file, here)) {
            return read(name, in);
        } catch (IOException failed) {
            throw cannotBeRead(name, failed);
        }
    }

    /**
     * Reads a file that was found, not named: a pipe would be waited for, a device never end.
     *
     * @throws Unusable if it is anything but a regular file
     */
    public static TextInput ofFile(String file, Surroundings here) {
        Path path = here.folder().resolve(file);
        if (Files.exists(path) && !Files.isRegularFile(path) && !Files.isDirectory(path)) {
            throw new Unusable(nameOf(file) + " is no regular file.");
        }
        return read(file, here);
    }

    /** How it is called in messages. */
    public static String nameOf(String file) {
        return file.equals("-") ? STANDARD_INPUT : Visible.line(file);
    }

    public boolean isStandardInput() {
        return name.equals(STANDARD_INPUT);
    }

    /** Opens a file; {@code -} is standard input. */
    public static InputStream open(String file, Surroundings here) {
        if (file.equals("-")) {
            return here.in();
        }
        Path path = here.folder().resolve(file);
        String name = nameOf(file);
        if (Files.isDirectory(path)) {
            throw new Unusable(name + " is a folder; name a file.");
        }
        try {
            return Files.newInputStream(path);
        } catch (NoSuchFileException missing) {
            throw new Unusable(name + " does not exist.");
        } catch (AccessDeniedException closed) {
            throw new Unusable(name + " may not be read by you.");
        } catch (IOException failed) {
            throw cannotBeRead(name, failed);
        }
    }

    private static TextInput read(String name, InputStream in) {
        try {
            byte[] bytes = in.readNBytes(MOST + 1);
            if (bytes.length > MOST) {
                throw new Unusable(name + " is larger than 16 MiB.");
            }
            return decoded(name, bytes);
        } catch (IOException failed) {
            throw cannotBeRead(name, failed);
        }
    }

    private static TextInput decoded(String name, byte[] bytes) {
        ByteBuffer from = ByteBuffer.wrap(bytes);
        CharBuffer to = CharBuffer.allocate(bytes.length);
        CoderResult result = StandardCharsets.UTF_8.newDecoder().decode(from, to, true);
        String text = to.flip().toString();
        return new TextInput(
                name, text, result.isError() ? Optional.of(flawAfter(text)) : Optional.empty());
    }

    private static PolicyError flawAfter(String text) {
        int line = (int) text.chars().filter(c -> c == '\n').count() + 1;
        int start = text.lastIndexOf('\n') + 1;
        int column = text.codePointCount(start, text.length()) + 1;
        return new PolicyError(line, column, "a byte here is not valid UTF-8");
    }

    public static Unusable cannotBeRead(String name, IOException failed) {
        return new Unusable(name + " cannot be read: " + Visible.line("" + failed.getMessage()));
    }

    /** The whole text. */
    public String whole() {
        flaw.ifPresent(
                error -> {
                    throw new Unusable(name + ":" + error);
                });
        return text;
    }
}
