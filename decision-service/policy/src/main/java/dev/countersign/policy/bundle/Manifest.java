package dev.countersign.policy.bundle;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a bundle is and what it holds; this is what is signed.
 *
 * @param name of the policy, from one revision to the next; up to 200 characters
 * @param revision 1 to 2<sup>53</sup> - 1; a later one is greater
 * @param created to the second
 * @param agents patterns of the agents it is for; empty means all
 * @param files in the order of their paths
 */
public record Manifest(
        String name, long revision, Instant created, List<String> agents, List<ListedFile> files) {

    private static final int LONGEST = 200;
    private static final List<String> MEMBERS =
            List.of("agents", "created", "files", "name", "revision");

    /**
     * A file as the manifest tells it.
     *
     * @param path parted by {@code /}
     * @param size in bytes
     * @param sha256 64 lower-case hexadecimal digits
     */
    public record ListedFile(String path, long size, String sha256) {
        private static final List<String> MEMBERS = List.of("path", "sha256", "size");

        static ListedFile of(String path, String text) {
            byte[] bytes = text.getBytes(UTF_8);
            return new ListedFile(path, bytes.length, Sha256.of(bytes));
        }

        private static ListedFile of(Json json) {
            Fields fields = Fields.of("a file of the manifest", json).only(MEMBERS);
            return new ListedFile(fields.text("path"), fields.whole("size"), fields.text("sha256"));
        }

        private String json() {
            return "{\"path\":%s,\"sha256\":%s,\"size\":%d}"
                    .formatted(JsonText.quoted(path), JsonText.quoted(sha256), size);
        }
    }

    public Manifest {
        agents = List.copyOf(agents);
        files = List.copyOf(files);
    }

    /**
     * Lists the files.
     *
     * @param files path to text
     * @throws BundleRefused if the name, the revision, an agent or a path may not stand in a bundle
     */
    public static Manifest of(
            String name,
            long revision,
            Instant created,
            List<String> agents,
            Map<String, String> files) {
        List<ListedFile> listed = new ArrayList<>();
        new TreeMap<>(files).forEach((path, text) -> listed.add(ListedFile.of(path, text)));
        var manifest =
                new Manifest(
                        name, revision, created.truncatedTo(ChronoUnit.SECONDS), agents, listed);
        BundleRefused.ifAny(manifest.flaws());
        return manifest;
    }

    /**
     * @param json the bytes that were verified
     */
    static Manifest read(byte[] json) {
        Fields fields =
                Fields.of(
                                "the manifest",
                                JsonReader.read("the manifest", Utf8.text("the manifest", json)))
                        .only(MEMBERS);
        var manifest =
                new Manifest(
                        fields.text("name"),
                        fields.whole("revision"),
                        instant(fields.text("created")),
                        agents(fields.items("agents")),
                        fields.items("files").stream().map(ListedFile::of).toList());
        BundleRefused.ifAny(manifest.flaws());
        return manifest;
    }

    private static Instant instant(String text) {
        try {
            Instant created = Instant.parse(text);
            if (created.toString().equals(text)) {
                return created;
            }
        } catch (DateTimeException malformed) {
            // told below
        }
        throw new BundleRefused(
                "the manifest: \"created\" is no time such as 2026-11-21T20:00:00Z");
    }

    private static List<String> agents(List<Json> items) {
        List<String> agents = new ArrayList<>();
        for (Json item : items) {
            if (!(item instanceof Json.Text agent)) {
                throw new BundleRefused("the manifest: \"agents\" holds something else than texts");
            }
            agents.add(agent.text());
        }
        return agents;
    }

    private List<String> flaws() {
        List<String> flaws = new ArrayList<>();
        if (!isName(name)) {
            flaws.add("the name of a bundle is 1 to 200 characters that can be seen");
        }
        if (revision < 1 || revision > Json.Whole.MOST) {
            flaws.add("the revision is a whole number from 1 to " + Json.Whole.MOST);
        }
        if (!agents.stream().allMatch(Manifest::isName)) {
            flaws.add("the pattern of an agent's name is 1 to 200 characters that can be seen");
        }
        var seen = new HashSet<String>();
        for (ListedFile file : files) {
            if (!seen.add(file.path())) {
                flaws.add(Shown.of(file.path()) + ": the manifest lists it twice");
            }
        }
        return flaws;
    }

    private static boolean isName(String text) {
        return !text.isBlank()
                && text.length() <= LONGEST
                && text.codePoints().allMatch(Shown::isSeen);
    }

    /** Canonical (RFC 8785): names in order, no blanks. */
    byte[] json() {
        return "{\"agents\":[%s],\"created\":%s,\"files\":[%s],\"name\":%s,\"revision\":%d}"
                .formatted(
                        agents.stream().map(JsonText::quoted).collect(Collectors.joining(",")),
                        JsonText.quoted(created.toString()),
                        files.stream().map(ListedFile::json).collect(Collectors.joining(",")),
                        JsonText.quoted(name),
                        revision)
                .getBytes(UTF_8);
    }
}
