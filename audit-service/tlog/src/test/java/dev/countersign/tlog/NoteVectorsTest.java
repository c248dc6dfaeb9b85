package dev.countersign.tlog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class NoteVectorsTest {

    private static final JsonNode LOG = Vectors.section("log_key");
    private static final String ORIGIN = LOG.get("name").asText();
    private static final NoteSigner SIGNER =
            NoteSigner.of(ORIGIN, NoteKey.Kind.ED25519, Vectors.bytes(LOG.get("seed_hex")));
    private static final NoteKey KEY = NoteKey.parse(LOG.get("vkey").asText());

    static Stream<Arguments> checkpoints() {
        return Vectors.each("checkpoints");
    }

    static Stream<Arguments> falseNotes() {
        return Vectors.each(Vectors.section("must_reject_notes").get("cases"));
    }

    static Stream<Arguments> falseCheckpoints() {
        return Vectors.each("must_reject_checkpoint_bodies");
    }

    static Stream<Arguments> publishedNotes() {
        return Vectors.each("published_notes");
    }

    static Stream<Arguments> receipts() {
        return Vectors.each("tlog_proofs");
    }

    @Test
    void the_key_and_its_identifier() {
        assertThat(SIGNER.key()).isEqualTo(KEY);
        assertThat(KEY).hasToString(LOG.get("vkey").asText());
        assertThat(KEY.key()).isEqualTo(Vectors.bytes(LOG.get("public_key_hex")));
        assertThat(HexFormat.of().formatHex(KEY.id())).isEqualTo(LOG.get("key_id_hex").asText());
    }

    @Test
    void a_verifier_key_with_another_identifier_is_refused() {
        assertThatThrownBy(() -> NoteKey.parse(KEY.toString().replace("+1e8bcc0f+", "+1e8bcc0e+")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> NoteKey.parse("a+b")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> NoteKey.parse(KEY.toString().replace("+AQOh", "+/wOh")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @MethodSource("checkpoints")
    void a_checkpoint_is_signed_and_read(JsonNode wanted) {
        Checkpoint checkpoint = Checkpoint.parse(wanted.get("text").asText(), ORIGIN);

        SignedNote note = SignedNote.sign(checkpoint.text(), SIGNER);

        assertThat(note).hasToString(wanted.get("signed_note_text").asText());
        assertThat(Checkpoint.verified(SignedNote.parse(note.toString().getBytes(UTF_8)), KEY))
                .isEqualTo(checkpoint);
        assertThat(checkpoint.size()).isEqualTo(wanted.get("size").asLong());
    }

    @ParameterizedTest
    @MethodSource("falseNotes")
    void a_false_note_is_refused(JsonNode wanted) {
        assertThatThrownBy(
                        () ->
                                Checkpoint.verified(
                                        SignedNote.parse(
                                                wanted.get("note_text").asText().getBytes(UTF_8)),
                                        KEY))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @MethodSource("falseCheckpoints")
    void a_false_checkpoint_is_refused_although_it_is_signed(JsonNode wanted) {
        SignedNote note = SignedNote.sign(wanted.get("text").asText(), SIGNER);

        assertThat(note.verifiedBy(List.of(KEY))).hasSize(1);
        assertThatThrownBy(() -> Checkpoint.verified(note, KEY))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @MethodSource("publishedNotes")
    void notes_that_others_published_verify(JsonNode wanted) {
        NoteKey key = NoteKey.parse(wanted.get("vkey").asText());

        SignedNote note = SignedNote.parse(wanted.get("note_text").asText().getBytes(UTF_8));

        assertThat(note.verifiedBy(List.of(key))).containsExactly(key);
    }

    @Test
    void a_checkpoint_signed_by_an_old_and_a_new_key_verifies_by_either() {
        JsonNode rotation = Vectors.section("key_rotation_note");
        NoteKey next = NoteKey.parse(rotation.get("new_vkey").asText());
        NoteSigner nextSigner =
                NoteSigner.of(
                        ORIGIN, NoteKey.Kind.ED25519, Vectors.bytes(rotation.get("new_seed_hex")));
        SignedNote note =
                SignedNote.parse(rotation.get("signed_note_text").asText().getBytes(UTF_8));

        assertThat(note.verifiedBy(List.of(KEY))).isEqualTo(Set.of(KEY));
        assertThat(note.verifiedBy(List.of(next))).isEqualTo(Set.of(next));
        assertThat(note.verifiedBy(List.of(KEY, next))).isEqualTo(Set.of(KEY, next));
        assertThat(SignedNote.sign(note.text(), SIGNER, nextSigner)).hasToString(note.toString());
    }

    @Test
    void one_false_signature_of_a_trusted_key_spoils_the_note() {
        JsonNode rotation = Vectors.section("key_rotation_note");
        NoteKey next = NoteKey.parse(rotation.get("new_vkey").asText());
        SignedNote good =
                SignedNote.parse(rotation.get("signed_note_text").asText().getBytes(UTF_8));
        SignedNote.Line second = good.signatures().get(1);
        byte[] value = second.value().clone();
        value[20] ^= 1;
        SignedNote spoilt =
                new SignedNote(
                        good.text(),
                        List.of(
                                good.signatures().get(0),
                                new SignedNote.Line(second.name(), value)));

        assertThat(spoilt.verifiedBy(List.of(KEY))).containsExactly(KEY);
        assertThat(spoilt.verifiedBy(List.of(KEY, next))).isEmpty();
    }

    @Test
    void a_witness_adds_its_signature_and_the_time() {
        JsonNode wanted = Vectors.section("cosignature_v1");
        JsonNode witness = Vectors.section("witness_key");
        NoteSigner signer =
                NoteSigner.of(
                        witness.get("name").asText(),
                        NoteKey.Kind.COSIGNATURE,
                        Vectors.bytes(witness.get("seed_hex")));
        SignedNote cosigned =
                SignedNote.parse(wanted.get("cosigned_checkpoint_text").asText().getBytes(UTF_8));

        SignedNote ours =
                SignedNote.sign(cosigned.text(), SIGNER)
                        .with(
                                List.of(
                                        signer.cosign(
                                                cosigned.text(),
                                                wanted.get("timestamp").asLong())));

        assertThat(signer.key()).hasToString(witness.get("vkey").asText());
        assertThat(ours).hasToString(cosigned.toString());
        assertThat(cosigned.verifiedBy(List.of(KEY, signer.key()))).hasSize(2);
    }

    @Test
    void text_that_is_not_utf_8_or_too_long_is_refused() {
        byte[] note =
                Vectors.section("checkpoints")
                        .get(1)
                        .get("signed_note_text")
                        .asText()
                        .getBytes(UTF_8);
        byte[] broken = note.clone();
        broken[3] = (byte) 0xff;

        assertThatThrownBy(() -> SignedNote.parse(broken)).hasMessage("not UTF-8");
        assertThatThrownBy(() -> SignedNote.parse(new byte[1_000_001]))
                .hasMessage("a note of more than 1 MB");
    }

    @Test
    void a_hundred_signatures_are_read_and_no_more() {
        String text = "text\n";
        NoteSigner[] signers =
                IntStream.range(0, 101)
                        .mapToObj(
                                i -> NoteSigner.of("key-" + i, NoteKey.Kind.ED25519, new byte[32]))
                        .toArray(NoteSigner[]::new);
        SignedNote note = SignedNote.sign(text, signers);

        assertThatThrownBy(() -> SignedNote.parse(note.toString()))
                .hasMessage("more than 100 signatures");
        assertThat(
                        SignedNote.parse(
                                        new SignedNote(text, note.signatures().subList(0, 100))
                                                .toString())
                                .signatures())
                .hasSize(100);
    }

    @ParameterizedTest
    @MethodSource("receipts")
    void a_receipt_is_written_and_proves_its_leaf(JsonNode wanted) {
        String text = wanted.get("proof_text").asText();
        byte[] leaf = wanted.get("leaf").asText().getBytes(UTF_8);

        Receipt receipt = Receipt.parse(text);

        assertThat(receipt).hasToString(text);
        assertThat(receipt.index()).isEqualTo(wanted.get("index").asLong());
        assertThat(receipt.extra().map(e -> new String(e, UTF_8)))
                .isEqualTo(Optional.ofNullable(wanted.get("extra_utf8")).map(JsonNode::asText));
        assertThat(receipt.proves(leaf, KEY)).isTrue();
        assertThat(receipt.proves(new byte[] {leaf[0], 0}, KEY)).isFalse();
        Checkpoint checkpoint = Checkpoint.verified(receipt.checkpoint(), KEY);
        MemoryLog log = Vectors.log(checkpoint.size());
        assertThat(
                        Receipt.of(
                                log.tree(checkpoint.size()).inclusion(receipt.index()),
                                receipt.checkpoint()))
                .hasToString(text.replaceFirst("extra .*\n", ""));
    }
}
