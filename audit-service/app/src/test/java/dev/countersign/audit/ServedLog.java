package dev.countersign.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.tlog.Checkpoint;
import dev.countersign.tlog.FullCheck;
import dev.countersign.tlog.NoteKey;
import dev.countersign.tlog.SignedNote;
import dev.countersign.tlog.TilePath;
import io.restassured.RestAssured;
import io.restassured.response.Response;

/** The log as a stranger sees it: over HTTP, without credentials, verified by mathematics alone. */
final class ServedLog implements FullCheck.PublicLog {

    NoteKey key() {
        return NoteKey.parse(get("/log/key").asString().strip());
    }

    Checkpoint checkpoint() {
        return Checkpoint.verified(SignedNote.parse(get("/log/checkpoint").asByteArray()), key());
    }

    @Override
    public byte[] read(TilePath path) {
        Response response = get("/log/" + path.path());
        if (response.statusCode() != 200) {
            throw new IllegalArgumentException("status " + response.statusCode());
        }
        return response.asByteArray();
    }

    Response get(String path) {
        return RestAssured.given().urlEncodingEnabled(false).get(path);
    }

    /** Everything that is published fits together. */
    void assertLogSound() {
        Checkpoint checkpoint = checkpoint();
        assertThat(FullCheck.findings(this, checkpoint)).isEmpty();
        assertThat(checkpoint.size()).isPositive();
    }

    static String text(byte[] bytes) {
        return new String(bytes, UTF_8);
    }
}
