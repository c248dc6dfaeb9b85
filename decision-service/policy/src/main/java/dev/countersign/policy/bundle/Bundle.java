package dev.countersign.policy.bundle;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A set of policy files that a trusted key has signed. There is no other way to have one than to
 * sign it or to verify it. What the files say is not looked at here.
 */
public final class Bundle {

    /** How a bundle is called over HTTP. */
    public static final String MEDIA_TYPE = "application/vnd.countersign.policy-bundle+json";

    /** What a bundle's file is called at its end. */
    public static final String SUFFIX = ".bundle.json";

    /** No bundle that is accepted is larger, in bytes. */
    public static final int MOST_BYTES = 20 << 20;

    static final String MANIFEST_TYPE = "application/vnd.countersign.policy-manifest+json";

    private static final List<String> MEMBERS = List.of("envelope", "files");

    private final Manifest manifest;
    private final SortedMap<String, String> files;
    private final Envelope envelope;
    private final List<VerifyingKey> signers;

    private Bundle(Map<String, String> files, Envelope envelope, TrustedKeys trusted) {
        Envelope.Verified verified = envelope.verified(MANIFEST_TYPE, trusted);
        this.manifest = Manifest.read(verified.payload());
        this.files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
        this.envelope = envelope;
        this.signers = verified.signers();
        List<String> flaws = new ArrayList<>(Contents.flaws(this.files));
        flaws.addAll(differences());
        BundleRefused.ifAny(flaws);
    }

    /**
     * Signs files.
     *
     * @param manifest made of the same files
     * @param keys at least one
     * @throws BundleRefused with every reason why nobody would accept such a bundle
     */
    public static Bundle sign(Manifest manifest, Map<String, String> files, List<SigningKey> keys) {
        Envelope envelope = Envelope.signed(MANIFEST_TYPE, manifest.json(), keys);
        return new Bundle(
                files,
                envelope,
                TrustedKeys.of(
                        keys.stream().map(SigningKey::verifyingKey).toArray(VerifyingKey[]::new)));
    }

    /**
     * Reads and verifies what {@link #json} wrote.
     *
     * @throws BundleRefused with every reason; nothing of an unsigned manifest is looked at
     */
    public static Bundle read(byte[] json, TrustedKeys trusted) {
        if (json.length > MOST_BYTES) {
            throw new BundleRefused("the bundle is larger than 20 MiB");
        }
        Json whole = JsonReader.read("the bundle", Utf8.text("the bundle", json));
        Fields fields = Fields.of("the bundle", whole).only(MEMBERS);
        return verify(
                Envelope.of(fields.value("envelope")),
                files(Fields.of("\"files\" of the bundle", fields.value("files"))),
                trusted);
    }

    /**
     * Verifies files that are kept apart from their envelope.
     *
     * @param files path to text
     * @throws BundleRefused as {@link #read}
     */
    public static Bundle verify(Envelope envelope, Map<String, String> files, TrustedKeys trusted) {
        return new Bundle(files, envelope, trusted);
    }

    private static Map<String, String> files(Fields fields) {
        Map<String, String> files = new LinkedHashMap<>();
        fields.members().keySet().forEach(path -> files.put(path, fields.text(path)));
        return files;
    }

    private List<String> differences() {
        List<String> differences = new ArrayList<>();
        Map<String, Manifest.ListedFile> listed = new LinkedHashMap<>();
        manifest.files().forEach(file -> listed.put(file.path(), file));
        files.forEach(
                (path, text) -> {
                    Manifest.ListedFile expected = listed.remove(path);
                    if (expected == null) {
                        differences.add(Shown.of(path) + ": the manifest does not list it");
                    } else if (!expected.equals(Manifest.ListedFile.of(path, text))) {
                        differences.add(Shown.of(path) + ": it is not what was signed");
                    }
                });
        listed.keySet()
                .forEach(path -> differences.add(Shown.of(path) + ": it is listed but missing"));
        return differences;
    }

    public Manifest manifest() {
        return manifest;
    }

    /** Path to text, in the order of the paths. */
    public SortedMap<String, String> files() {
        return files;
    }

    /** To be kept as long as the files are, so that they can be verified again. */
    public Envelope envelope() {
        return envelope;
    }

    /** The trusted keys that signed it, at least one. */
    public List<VerifyingKey> signers() {
        return signers;
    }

    /** As it is stored and sent, in UTF-8; one line for each file. */
    public byte[] json() {
        return "{\"envelope\":%s,\n\"files\":{\n%s\n}}\n"
                .formatted(
                        envelope.json(),
                        files.entrySet().stream()
                                .map(
                                        file ->
                                                JsonText.quoted(file.getKey())
                                                        + ":"
                                                        + JsonText.quoted(file.getValue()))
                                .collect(Collectors.joining(",\n")))
                .getBytes(UTF_8);
    }
}
