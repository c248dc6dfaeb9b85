package dev.countersign.tlog;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A text with signatures below it.
 *
 * @param text ends with a newline, which is signed with it
 */
public record SignedNote(String text, List<Line> signatures) {

    private static final int LONGEST = 1_000_000;
    private static final int MOST_SIGNATURES = 100;
    private static final String DASH = "— ";

    /**
     * One signature.
     *
     * @param name of the key
     * @param value key identifier (4 bytes) and signature
     */
    public record Line(String name, byte[] value) {

        byte[] keyId() {
            return Arrays.copyOf(value, 4);
        }

        byte[] signature() {
            return Arrays.copyOfRange(value, 4, value.length);
        }

        String text() {
            return DASH + name + " " + Text.base64(value) + "\n";
        }
    }

    public SignedNote {
        signatures = List.copyOf(signatures);
    }

    public static SignedNote sign(String text, NoteSigner... signers) {
        return new SignedNote(text, Arrays.stream(signers).map(s -> s.sign(text)).toList());
    }

    /**
     * @throws IllegalArgumentException if it is not a note in every detail
     */
    public static SignedNote parse(byte[] bytes) {
        if (bytes.length > LONGEST) {
            throw new IllegalArgumentException("a note of more than 1 MB");
        }
        try {
            return parse(UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("not UTF-8", e);
        }
    }

    /**
     * @throws IllegalArgumentException if it is not a note in every detail
     */
    public static SignedNote parse(String note) {
        if (note.chars().anyMatch(c -> c < 0x20 && c != '\n')) {
            throw new IllegalArgumentException("control characters in the note");
        }
        int end = note.lastIndexOf("\n\n");
        if (end < 0 || !note.endsWith("\n") || end + 2 == note.length()) {
            throw new IllegalArgumentException("no signatures below an empty line");
        }
        String[] lines = note.substring(end + 2, note.length() - 1).split("\n", -1);
        if (lines.length > MOST_SIGNATURES) {
            throw new IllegalArgumentException("more than 100 signatures");
        }
        return new SignedNote(
                note.substring(0, end + 1),
                Arrays.stream(lines).map(SignedNote::signatureLine).toList());
    }

    private static Line signatureLine(String line) {
        String[] parts = line.split(" ", -1);
        if (parts.length != 3 || !parts[0].equals(DASH.strip())) {
            throw new IllegalArgumentException("not a signature line");
        }
        byte[] value = Text.base64(parts[2]);
        if (value.length < 5) {
            throw new IllegalArgumentException("a signature of less than five bytes");
        }
        return new Line(NoteKey.requireName(parts[1]), value);
    }

    /**
     * The keys, among those trusted, whose signatures are on the note and verify. Empty, and the
     * note worth nothing, if there is none or if one that claims to be of a trusted key does not
     * verify.
     */
    public Set<NoteKey> verifiedBy(Collection<NoteKey> trusted) {
        Set<NoteKey> verified = new LinkedHashSet<>();
        for (Line line : signatures) {
            for (NoteKey key : trusted) {
                if (!key.made(line)) {
                    continue;
                }
                if (!key.verifies(text, line.signature())) {
                    return Set.of();
                }
                verified.add(key);
            }
        }
        return verified;
    }

    /** The same text with further signatures below. */
    public SignedNote with(List<Line> further) {
        List<Line> all = new ArrayList<>(signatures);
        all.addAll(further);
        return new SignedNote(text, all);
    }

    @Override
    public String toString() {
        StringBuilder note = new StringBuilder(text).append('\n');
        signatures.forEach(line -> note.append(line.text()));
        return note.toString();
    }
}
