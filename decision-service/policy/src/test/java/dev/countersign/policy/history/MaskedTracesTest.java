package dev.countersign.policy.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.policy.action.Wild;
import dev.countersign.policy.language.Effect;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** No secret is kept, and nothing hides in its place. */
class MaskedTracesTest {
    private static final String TOKEN = "ghp_" + "a1B2c3D4e5F6".repeat(3);

    @Test
    void a_secret_becomes_an_unknown_word() {
        assertThat(kept("curl -H 'X-Key: S3cr3t' x\n", "S3cr3t"))
                .contains("curl -H 'X-Key: " + Wild.TAME + "' x\n");
    }

    @Test
    void what_is_more_than_a_word_is_unknown_text() {
        assertThat(kept("A=b;git push -f\n", "b;git push -f"))
                .contains("A=" + RememberedFile.CHANGED + "\n");
        assertThat(kept("A=-f\n", "-f")).contains("A=" + RememberedFile.CHANGED + "\n");
    }

    @Test
    void of_what_is_masked_as_a_whole_nothing_is_known() {
        assertThat(kept("print(1)", "print(1)")).isEmpty();
    }

    @Test
    void a_script_with_a_token_still_runs() {
        Session session =
                Session.withoutPolicy().write("x.sh", "export TOKEN=" + TOKEN + "\nnpm test\n");

        assertThat(session.history().files().toString()).doesNotContain(TOKEN);
        assertThat(session.judge("bash x.sh").effect()).isEqualTo(Effect.WARN);
    }

    @Test
    void a_name_with_a_token_in_it_stands_for_every_such_name() {
        Session session = Session.withoutPolicy().write("a/" + TOKEN + "/x.sh", "git push -f");

        assertThat(session.history().files().keySet() + "" + session.history().labels())
                .doesNotContain(TOKEN);
        assertThat(session.judge("bash a/" + TOKEN + "/x.sh").effect())
                .isEqualTo(Effect.REQUIRE_APPROVAL);
        assertThat(session.judge("bash a/b/y.sh").effect()).isEqualTo(Effect.WARN);
        assertThat(session.judge("bash a/b/x.sh").effect()).isEqualTo(Effect.WARN);
    }

    private static Optional<String> kept(String text, String secret) {
        var file = Map.of("/x", RememberedFile.of(text));
        return new Traces(Set.of(), file, Set.of())
                .masked(one -> one.replace(secret, "‹masked:x›"))
                .files()
                .get("/x")
                .text();
    }
}
