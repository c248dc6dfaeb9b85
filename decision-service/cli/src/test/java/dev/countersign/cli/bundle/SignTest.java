package dev.countersign.cli.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.countersign.cli.Ran;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SignTest {

    /** Of RFC 8410; anybody can read it. */
    private static final String KEY =
            """
            -----BEGIN PRIVATE KEY-----
            MC4CAQAwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC
            -----END PRIVATE KEY-----
            """;

    private static final String PUBLIC =
            """
            -----BEGIN PUBLIC KEY-----
            MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=
            -----END PUBLIC KEY-----
            """;

    private static final String ID =
            "a1e9156054e04fac899ae9f275132cdc07a5dbc4ea2c2ad3a1ffc6e0d253681f";

    private static final String POLICY =
            """
            version: "2.1"
            agents: ["code-*"]
            metadata: {name: payments, revision: 41}
            """;

    @TempDir private Path folder;

    @BeforeEach
    void write_files() throws Exception {
        write("key.pem", KEY);
        write("key.pub", PUBLIC);
        write(".agent-policy.yml", POLICY);
        write("backend/.agent-policy.override.yml", "version: \"2.1\"\n");
        write("backend/.agent-policy.yml", "of another project");
        write(".agent-policy.secrets_test.yml", "tests: []\n");
        write("molecule_test.yml", "no test of a policy");
        write("node_modules/evil/.agent-policy.override.yml", "version: \"2.1\"\n");
        write(".git/.agent-policy.override.yml", "version: \"2.1\"\n");
    }

    private void write(String path, String text) throws Exception {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private Ran run(String... arguments) {
        return Ran.in(folder, arguments);
    }

    private static final String SHOWN =
            """
            payments, revision 41, of 2026-11-20T12:00:00Z, for code-*
            signed by %s
              .agent-policy.secrets_test.yml      10 bytes
              .agent-policy.yml                   75 bytes
              backend/.agent-policy.override.yml  15 bytes
            """
                    .formatted(ID);

    @Test
    void the_policies_of_a_folder_are_signed_and_verified() {
        Ran signed = run("sign", "--key", "key.pem");

        assertThat(signed).isEqualTo(new Ran(0, SHOWN + "written to policy.bundle.json\n", ""));
        assertThat(run("verify", "--trust", "key.pub", "policy.bundle.json"))
                .isEqualTo(new Ran(0, SHOWN, ""));
    }

    @Test
    void another_folder_and_another_file_may_be_named() throws Exception {
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));

        Ran signed =
                Ran.in(elsewhere, "sign", "--key", "../key.pem", "--out", "../x.bundle.json", "..");

        assertThat(signed.status()).as(signed.toString()).isZero();
        assertThat(run("verify", "--trust", "key.pub", "x.bundle.json").out()).isEqualTo(SHOWN);
    }

    @Test
    void programs_are_told_the_same() {
        Ran signed = run("sign", "--key", "key.pem", "--json", ".agent-policy.yml");

        assertThat(signed)
                .isEqualTo(
                        new Ran(
                                0,
                                """
                                {"bundle":"policy.bundle.json","name":"payments","revision":41,\
                                "created":"2026-11-20T12:00:00Z","agents":["code-*"],"signers":["%s"],\
                                "files":[{"path":".agent-policy.yml","size":75,\
                                "sha256":"%s"}]}
                                """
                                        .formatted(
                                                ID,
                                                "9c81ee13a9365b42c49b61c9ed92b6aac82bba2ef9b710a3de39e45a34e1a71b"),
                                ""));
    }

    @Test
    void every_error_of_every_file_is_told_and_nothing_is_signed() throws Exception {
        write(".agent-policy.yml", POLICY + "mode: strict\npermisions: {}\n");
        write("backend/.agent-policy.override.yml", "version: \"9\"\n");

        Ran ran = run("sign", "--key", "key.pem");

        assertThat(ran)
                .isEqualTo(
                        new Ran(
                                1,
                                """
                                .agent-policy.yml:4:7: mode cannot be "strict" (one of enforce, observe)
                                .agent-policy.yml:5:1: unknown key "permisions"; did you mean "permissions"?
                                backend/.agent-policy.override.yml:1:10: version "9" of the language is not known; this version reads 1.0, 2.0, 2.1
                                Nothing was signed.
                                """,
                                ""));
        assertThat(folder.resolve("policy.bundle.json")).doesNotExist();
    }

    @Test
    void a_policy_that_fails_its_own_tests_is_not_signed() throws Exception {
        write(
                ".agent-policy.yml",
                POLICY
                        + "tests: [{name: free, given: {command: \"rm -rf /\"}, expect: {effect: allow}}]\n");

        Ran ran = run("sign", "--key", "key.pem");

        assertThat(ran.status()).isEqualTo(1);
        assertThat(ran.out())
                .startsWith(".agent-policy.yml:4:9: the test \"free\" fails: ")
                .endsWith("Nothing was signed.\n");
        assertThat(folder.resolve("policy.bundle.json")).doesNotExist();
    }

    static Stream<Arguments> unusable() {
        return Stream.of(
                argumentSet(
                        "another revision than the policy's",
                        List.of("--key", "key.pem", "--revision", "40"),
                        "--revision 40 contradicts the policy's own: metadata: {revision: 41}.\n"),
                argumentSet(
                        "another name than the policy's",
                        List.of("--key", "key.pem", "--name", "billing"),
                        "--name billing contradicts the policy's own: metadata: {name: payments}.\n"),
                argumentSet(
                        "no revision",
                        List.of(
                                "--key",
                                "key.pem",
                                "backend/.agent-policy.override.yml",
                                "--name",
                                "x"),
                        "A bundle has a revision: say --revision N, or write metadata: {revision: …} into the policy.\n"),
                argumentSet(
                        "no policy",
                        List.of("--key", "key.pem", "empty"),
                        "There is no policy file in FOLDER/empty; name one.\n"),
                argumentSet(
                        "a missing file",
                        List.of("--key", "key.pem", "gone.yml"),
                        "gone.yml does not exist.\n"),
                argumentSet(
                        "a file from elsewhere",
                        List.of("--key", "key.pem", "/etc/hostname"),
                        "/etc/hostname does not lie in this folder; go to the one that its path begins at.\n"),
                argumentSet(
                        "the public half",
                        List.of("--key", "key.pub"),
                        "key.pub holds a \"PUBLIC KEY\", not an unencrypted \"PRIVATE KEY\".\n"),
                argumentSet(
                        "no key",
                        List.of(),
                        """
                        agent-policy sign: Missing required option: '--key=FILE'
                        Try 'agent-policy sign --help'.
                        """),
                argumentSet(
                        "no place to write",
                        List.of("--key", "key.pem", "--out", "gone/x.bundle.json"),
                        "gone/x.bundle.json cannot be written: FOLDER/gone/x.bundle.json\n"));
    }

    @ParameterizedTest
    @MethodSource("unusable")
    void what_cannot_be_used_is_said(List<String> arguments, String err) throws Exception {
        Files.createDirectory(folder.resolve("empty"));

        Ran ran = run(Stream.concat(Stream.of("sign"), arguments.stream()).toArray(String[]::new));

        assertThat(ran).isEqualTo(new Ran(2, "", err.replace("FOLDER", folder.toString())));
    }

    @Test
    void a_file_that_no_bundle_may_hold_is_a_finding() throws Exception {
        write("policy.yaml", POLICY);

        assertThat(
                        run(
                                "sign",
                                "--key",
                                "key.pem",
                                "--json",
                                "policy.yaml",
                                "--name",
                                "x",
                                "--revision",
                                "1"))
                .isEqualTo(
                        new Ran(
                                1,
                                """
                                {"bundle":"policy.bundle.json","flaws":["policy.yaml: a bundle holds policy files, which end in .yml"]}
                                """,
                                ""));
    }

    @Test
    void a_bundle_that_was_altered_or_that_others_signed_is_a_finding() throws Exception {
        run("sign", "--key", "key.pem");
        Path bundle = folder.resolve("policy.bundle.json");
        Files.writeString(bundle, Files.readString(bundle).replace("payments", "PAYMENTS"));
        run("keygen", "--out", "other.pem");

        Ran altered = run("verify", "--trust", "key.pub", "policy.bundle.json");
        run("sign", "--key", "other.pem");
        Ran foreign = run("verify", "--trust", "key.pub", "--json", "policy.bundle.json");

        assertThat(altered)
                .isEqualTo(
                        new Ran(
                                1,
                                "policy.bundle.json: .agent-policy.yml: it is not what was signed\n",
                                ""));
        assertThat(foreign.status()).isEqualTo(1);
        assertThat(foreign.out())
                .startsWith(
                        "{\"bundle\":\"policy.bundle.json\",\"flaws\":[\"none of the trusted keys (%s) signed it"
                                .formatted(ID));
    }

    @Test
    void a_new_key_is_for_its_owner_alone_and_works() throws Exception {
        Ran made = run("keygen", "--out", "new.pem");
        Files.writeString(folder.resolve("new.pub"), made.out());

        assertThat(made.status()).isZero();
        assertThat(made.err()).isEqualTo("The private half is in new.pem; keep it secret.\n");
        assertThat(made.out())
                .matches(
                        "Key [0-9a-f]{64}\n-----BEGIN PUBLIC KEY-----\n\\S{60}\n-----END PUBLIC KEY-----\n");
        assertThat(
                        PosixFilePermissions.toString(
                                Files.getPosixFilePermissions(folder.resolve("new.pem"))))
                .isEqualTo("rw-------");
        assertThat(run("sign", "--key", "new.pem", "--key", "key.pem").status()).isZero();
        assertThat(run("verify", "--trust", "new.pub", "policy.bundle.json").status()).isZero();
        assertThat(run("verify", "--trust", "key.pub", "policy.bundle.json").status()).isZero();
    }

    @Test
    void a_key_is_never_overwritten() throws Exception {
        Ran ran = run("keygen", "--out", "key.pem");

        assertThat(ran.status()).isEqualTo(2);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err()).isEqualTo("key.pem exists already; a key is never overwritten.\n");
        assertThat(folder.resolve("key.pem")).hasContent(KEY);
    }
}
