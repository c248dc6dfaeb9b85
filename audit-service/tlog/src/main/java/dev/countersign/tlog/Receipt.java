package dev.countersign.tlog;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All that shows that a leaf is in a log, in one file (tlog-proof).
 *
 * @param extra says nothing that is proven; never trust it
 */
public record Receipt(
        Optional<byte[]> extra, long index, List<Hash> hashes, SignedNote checkpoint) {

    private static final String HEADER = "c2sp.org/tlog-proof@v1";

    public Receipt {
        hashes = List.copyOf(hashes);
    }

    public static Receipt of(InclusionProof proof, SignedNote checkpoint) {
        return new Receipt(Optional.empty(), proof.index(), proof.hashes(), checkpoint);
    }

    /**
     * @throws IllegalArgumentException if it is not of the form in every detail
     */
    public static Receipt parse(String text) {
        int end = text.indexOf("\n\n");
        if (end < 0) {
            throw new IllegalArgumentException("no checkpoint after an empty line");
        }
        List<String> lines = new ArrayList<>(List.of(text.substring(0, end).split("\n", -1)));
        if (!lines.removeFirst().equals(HEADER)) {
            throw new IllegalArgumentException("not a receipt");
        }
        Optional<byte[]> extra = after("extra ", lines).map(Text::base64);
        long index =
                after("index ", lines)
                        .map(Text::number)
                        .orElseThrow(() -> new IllegalArgumentException("no index"));
        return new Receipt(
                extra,
                index,
                lines.stream().map(Hash::ofBase64).toList(),
                SignedNote.parse(text.substring(end + 2).getBytes(UTF_8)));
    }

    private static Optional<String> after(String word, List<String> lines) {
        return !lines.isEmpty() && lines.getFirst().startsWith(word)
                ? Optional.of(lines.removeFirst().substring(word.length()))
                : Optional.empty();
    }

    /** The leaf is in the log of this key, at this receipt's index. */
    public boolean proves(byte[] leaf, NoteKey log) {
        try {
            Checkpoint signed = Checkpoint.verified(checkpoint, log);
            return new InclusionProof(index, signed.size(), hashes)
                    .proves(Hash.ofLeaf(leaf), signed.root());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(HEADER).append('\n');
        extra.ifPresent(bytes -> text.append("extra ").append(Text.base64(bytes)).append('\n'));
        text.append("index ").append(index).append('\n');
        hashes.forEach(hash -> text.append(hash.base64()).append('\n'));
        return text.append('\n').append(checkpoint).toString();
    }
}
