package dev.countersign.cli.log;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** The lines of a log, one after the other, never more than one in memory. */
public final class LogLines {
    /** Bytes of one line. */
    static final int LONGEST = 4 << 20;

    private final InputStream in;
    private byte[] buffer = new byte[8192];

    /**
     * @param in buffered
     */
    public LogLines(InputStream in) {
        this.in = in;
    }

    /**
     * @param flaw why the text is not the line; the text is empty then
     */
    public record Line(String text, Optional<String> flaw) {}

    /** Empty at the end. */
    public Optional<Line> next() throws IOException {
        int length = 0;
        boolean tooLong = false;
        int c = in.read();
        if (c < 0) {
            return Optional.empty();
        }
        while (c >= 0 && c != '\n') {
            tooLong |= length == LONGEST;
            if (!tooLong) {
                if (length == buffer.length) {
                    buffer = Arrays.copyOf(buffer, Math.min(2 * length, LONGEST));
                }
                buffer[length++] = (byte) c;
            }
            c = in.read();
        }
        return Optional.of(tooLong ? flawed("it is longer than 4 MiB") : decoded(length));
    }

    private Line decoded(int length) {
        try {
            var text =
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(buffer, 0, length));
            return new Line(text.toString().strip(), Optional.empty());
        } catch (CharacterCodingException broken) {
            return flawed("it is not valid UTF-8");
        }
    }

    private static Line flawed(String why) {
        return new Line("", Optional.of(why));
    }
}
